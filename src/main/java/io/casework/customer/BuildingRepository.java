package io.casework.customer;

import org.springframework.data.jpa.repository.JpaRepository;

interface BuildingRepository extends JpaRepository<BuildingEntity, Long> {

    boolean existsBySiteCodeAndLabelAndIdNot(String siteCode, String label, Long id);

    boolean existsBySiteCodeAndLabel(String siteCode, String label);
}
