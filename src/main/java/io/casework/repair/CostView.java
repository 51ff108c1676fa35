package io.casework.repair;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A cost approval (REC-016). Amounts in yuan.
 *
 * @param consideredSum the sum by which the tier was chosen, other orders for the same unit and item included (AMB-87)
 * @param splitCases the other cases that were counted in
 * @param tier SMALL, MEDIUM or LARGE
 * @param reviewPost who reviews, {@code null} where nobody does
 * @param approvedAmount at most the amount asked for
 */
public record CostView(
        long id,
        String caseNumber,
        CostKind kind,
        String itemCode,
        String item,
        BigDecimal amount,
        BigDecimal consideredSum,
        List<String> splitCases,
        String tier,
        String reviewPost,
        String approverPost,
        String requestedBy,
        Instant requestedAt,
        String revisionReason,
        String reviewedBy,
        Instant reviewedAt,
        Boolean reviewAgreed,
        String reviewOpinion,
        String approvedBy,
        Instant approvedAt,
        CostDecision decision,
        BigDecimal approvedAmount,
        String reason,
        List<Line> lines) {

    /** One line of the estimate. */
    public record Line(String work, BigDecimal amount) {
    }
}
