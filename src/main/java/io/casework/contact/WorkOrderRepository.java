package io.casework.contact;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface WorkOrderRepository extends JpaRepository<WorkOrder, Long> {

    Optional<WorkOrder> findFirstByCaseNumberOrderByIdDesc(String caseNumber);
}
