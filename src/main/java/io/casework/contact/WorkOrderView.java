package io.casework.contact;

import java.time.Instant;

/** A service work order as others see it. {@code state} is OPEN, DONE, CANCELLED or RETURNED; what has not happened yet is {@code null}. */
public record WorkOrderView(
        Long id, String caseNumber, String repairRequested, Instant agreedTime, Instant firstAgreedTime, String accessNote, int reschedules, int reworks,
        boolean overdue, String state, Instant issuedAt, String issuedBy, String workDone, String worker, Instant finishedAt, Instant writtenBackAt,
        String writtenBackBy) {
}
