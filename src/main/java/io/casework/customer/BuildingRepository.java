package io.casework.customer;

import org.springframework.data.jpa.repository.JpaRepository;

interface BuildingRepository extends JpaRepository<BuildingEntity, Long> {

    boolean existsBySiteCodeAndLabel(String siteCode, String label);
}
