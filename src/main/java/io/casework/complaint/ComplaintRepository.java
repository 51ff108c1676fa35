package io.casework.complaint;

import java.time.Instant;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface ComplaintRepository extends JpaRepository<Complaint, String> {

    /** Customers of the site who raised the topic since then, each counted once. */
    @Query("""
            select count(distinct c.customerKey) from Complaint c
            where c.site = :site and c.topic = :topic and c.receivedAt >= :since and c.state <> io.casework.complaint.ComplaintState.RETURNED""")
    long customersOnTopic(String site, String topic, Instant since);

    /** Whether this customer, or somebody in this unit, had a complaint on the topic closed since then. */
    @Query("""
            select count(c) > 0 from Complaint c
            where c.site = :site and c.topic = :topic and c.caseNumber <> :caseNumber and c.closedAt >= :since
              and c.state = io.casework.complaint.ComplaintState.CLOSED and (c.customerKey = :customerKey or c.unitName = :unitName)""")
    boolean closedBefore(String site, String topic, String caseNumber, String customerKey, String unitName, Instant since);

    /** Open complaints on the topic of an ordinary grade. */
    @Query("""
            select c from Complaint c
            where c.site = :site and c.topic = :topic and c.receivedAt >= :since and c.state = io.casework.complaint.ComplaintState.OPEN
              and c.grade = io.casework.complaint.ComplaintGrade.ORDINARY
            order by c.caseNumber""")
    List<Complaint> ordinaryOnTopic(String site, String topic, Instant since);

    List<Complaint> findBySiteAndStateOrderByReceivedAtAscCaseNumberAsc(String site, ComplaintState state);
}
