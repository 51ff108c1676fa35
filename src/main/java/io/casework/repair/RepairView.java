package io.casework.repair;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A repair as other rooms and pages see it. Everything that a later step finds out is {@code null} before it.
 *
 * @param warranty IN, OUT or UNKNOWN on the day of registration
 * @param orderClass A for a warranty task, B for a repair after warranty that the company bears (AS-DSP-05)
 * @param limitKey row of the table of limits that holds for the work
 * @param trades codes of the trades (工种) that the work needs
 * @param refusals how often inspection failed, the customer refused to sign or was dissatisfied since the manager last decided
 * @param finalAmount what it cost in the end, yuan
 * @param outcome DONE, NOT_COMPANY or CANCELLED
 * @param completedAt when the work that was accepted was finished
 */
public record RepairView(
        String caseNumber,
        String site,
        Long unitId,
        String unitName,
        String classHint,
        String itemCode,
        String warranty,
        LocalDate warrantyUntil,
        ResponsibleParty responsibleParty,
        boolean emergency,
        String securingMeasure,
        Instant securingBeganAt,
        String proposedClass,
        Executor proposedExecutor,
        String orderClass,
        Executor executor,
        String overrideReason,
        String agreementNumber,
        String contractor,
        String limitKey,
        List<String> trades,
        boolean complex,
        int refusals,
        BigDecimal finalAmount,
        Integer satisfaction,
        String outcome,
        String outcomeReason,
        Instant openedAt,
        Instant completedAt,
        Instant finishedAt) {
}
