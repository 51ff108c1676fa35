package io.casework.complaint;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface ComplaintReplyRepository extends JpaRepository<ComplaintReply, Long> {

    List<ComplaintReply> findByCaseNumberOrderById(String caseNumber);
}
