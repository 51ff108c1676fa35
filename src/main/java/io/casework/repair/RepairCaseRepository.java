package io.casework.repair;

import org.springframework.data.jpa.repository.JpaRepository;

interface RepairCaseRepository extends JpaRepository<RepairCase, String> {
}
