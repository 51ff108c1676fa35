package io.casework.rectification;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface SlipRepository extends JpaRepository<Slip, Long> {

    Optional<Slip> findFirstByCaseNumberOrderByIdDesc(String caseNumber);
}
