package io.casework.complaint;

import org.springframework.data.jpa.repository.JpaRepository;

interface MajorComplaintRepository extends JpaRepository<MajorComplaint, String> {
}
