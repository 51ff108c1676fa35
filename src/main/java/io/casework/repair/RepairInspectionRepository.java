package io.casework.repair;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface RepairInspectionRepository extends JpaRepository<RepairInspection, Long> {

    List<RepairInspection> findByOrderIdOrderById(Long orderId);
}
