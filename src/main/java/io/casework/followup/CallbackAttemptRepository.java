package io.casework.followup;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface CallbackAttemptRepository extends JpaRepository<CallbackAttempt, Long> {

    List<CallbackAttempt> findByCallbackIdOrderByAttemptNo(Long callbackId);
}
