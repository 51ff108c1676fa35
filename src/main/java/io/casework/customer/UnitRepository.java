package io.casework.customer;

import org.springframework.data.jpa.repository.JpaRepository;

interface UnitRepository extends JpaRepository<UnitEntity, Long> {

    boolean existsBySiteCodeAndUnitKey(String siteCode, String unitKey);
}
