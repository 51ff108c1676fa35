package io.casework.complaint;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface ComplaintFeedbackRepository extends JpaRepository<ComplaintFeedback, Long> {

    List<ComplaintFeedback> findByCaseNumberOrderById(String caseNumber);
}
