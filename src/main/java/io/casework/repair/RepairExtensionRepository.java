package io.casework.repair;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface RepairExtensionRepository extends JpaRepository<RepairExtension, Long> {

    Optional<RepairExtension> findFirstByOrderIdOrderByIdDesc(Long orderId);

    List<RepairExtension> findByOrderIdOrderById(Long orderId);

    int countByOrderIdAndEffectiveTrue(Long orderId);
}
