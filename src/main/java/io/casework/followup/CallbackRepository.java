package io.casework.followup;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface CallbackRepository extends JpaRepository<Callback, Long> {

    Optional<Callback> findByCaseNumberAndClosedAtIsNull(String caseNumber);

    List<Callback> findByCaseNumberOrderById(String caseNumber);
}
