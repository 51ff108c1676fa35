package io.casework.repair;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface RepairOrderRepository extends JpaRepository<RepairOrder, Long> {

    Optional<RepairOrder> findFirstByCaseNumberOrderByRoundDesc(String caseNumber);

    List<RepairOrder> findByCaseNumberOrderByRound(String caseNumber);
}
