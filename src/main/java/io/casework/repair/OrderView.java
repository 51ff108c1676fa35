package io.casework.repair;

import java.time.Instant;

/**
 * A dispatch order, or a written request to a contractor, with the customer's section.
 *
 * @param round 1 for the first order of a repair
 * @param dueAt end of the limit by trades, from issue
 * @param agreedDueAt end of the extension that the customer consented to, {@code null} where there is none
 * @param overdueAt when the broken limit was reported
 * @param signResult SIGNED, REFUSED or ABSENT
 * @param acceptReason why the manager accepted without the customer's signature
 */
public record OrderView(
        long id,
        String orderNumber,
        String caseNumber,
        int round,
        Executor executor,
        String orderClass,
        String contractor,
        String instructions,
        String issuedBy,
        Instant issuedAt,
        String limitKey,
        Instant dueAt,
        Instant agreedDueAt,
        Instant overdueAt,
        OrderState state,
        Instant finishedAt,
        String workers,
        String workDone,
        String failureReason,
        String signResult,
        String signedBy,
        Instant signedAt,
        String opinion,
        Integer qualityRating,
        Integer attitudeRating,
        String acceptReason) {
}
