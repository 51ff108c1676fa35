package io.casework.organisation;

import org.springframework.data.jpa.repository.JpaRepository;

interface StaffRepository extends JpaRepository<StaffEntity, String> {
}
