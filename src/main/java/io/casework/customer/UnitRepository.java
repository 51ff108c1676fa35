package io.casework.customer;

import org.springframework.data.jpa.repository.JpaRepository;

interface UnitRepository extends JpaRepository<UnitEntity, Long> {

    boolean existsBySiteCodeAndUnitKeyAndIdNot(String siteCode, String unitKey, Long id);

    boolean existsBySiteCodeAndUnitKey(String siteCode, String unitKey);
}
