package io.casework.repair;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface RepairCostRepository extends JpaRepository<RepairCost, Long> {

    List<RepairCost> findByCaseNumberOrderById(String caseNumber);

    Optional<RepairCost> findFirstByCaseNumberOrderByIdDesc(String caseNumber);

    Optional<RepairCost> findFirstByCaseNumberAndDecisionOrderByIdDesc(String caseNumber, CostDecision decision);

    @Query("""
            select c from RepairCost c
            where c.site = :site and c.unitKey = :unitKey and c.itemCode = :itemCode and c.caseNumber <> :caseNumber
              and c.requestedAt >= :since and c.decision in :counted
            order by c.id""")
    List<RepairCost> sameUnitAndItem(String site, String unitKey, String itemCode, String caseNumber, Instant since, Collection<CostDecision> counted);
}
