package io.casework.customer;

import org.springframework.data.jpa.repository.JpaRepository;

interface HouseholdRepository extends JpaRepository<HouseholdEntity, Long> {

    boolean existsByCustomerIdAndUnitIdAndUntilOnIsNull(Long customerId, Long unitId);
}
