package io.casework.repair;

import io.casework.platform.RuleViolation;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A cost to be approved and how it was decided: 维修款审批 (REC-016). */
@Entity
class RepairCost {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;
    private String caseNumber;
    @Enumerated(EnumType.STRING)
    private CostKind kind;
    private String site;
    private String unitKey;
    private String itemCode;
    private String item;
    private BigDecimal amount;
    private BigDecimal consideredSum;
    private String splitCases;
    private String tier;
    private String reviewPost;
    private String approverPost;
    private String requestedBy;
    private Instant requestedAt;
    private String revisionReason;
    private String reviewedBy;
    private Instant reviewedAt;
    private Boolean reviewAgreed;
    private String reviewOpinion;
    private String approvedBy;
    private Instant approvedAt;
    @Enumerated(EnumType.STRING)
    private CostDecision decision;
    private BigDecimal approvedAmount;
    private String reason;
    @Version
    private int version;

    @ElementCollection
    @CollectionTable(name = "repair_cost_line", joinColumns = @JoinColumn(name = "cost_id"))
    @OrderColumn(name = "position")
    private List<CostLine> lines = new ArrayList<>();

    protected RepairCost() {
    }

    RepairCost(RepairCase repair, CostKind kind, String item, BigDecimal amount, List<CostLine> lines, String revisionReason, String by, Instant now) {
        this.caseNumber = repair.getId();
        this.kind = kind;
        this.site = repair.site();
        this.unitKey = repair.unitKey();
        this.itemCode = repair.itemCode();
        this.item = item;
        this.amount = amount;
        this.lines.addAll(lines);
        this.revisionReason = revisionReason;
        this.requestedBy = by;
        this.requestedAt = now;
        this.decision = CostDecision.PENDING;
    }

    void consider(BigDecimal sum, List<String> otherCases) {
        ensurePending();
        String cases = String.join(",", otherCases);
        this.consideredSum = sum;
        this.splitCases = cases.isEmpty() ? null : cases.length() <= 400 ? cases : cases.substring(0, cases.lastIndexOf(',', 400));
    }

    void path(String tier, String reviewPost, String approverPost) {
        ensurePending();
        this.tier = tier;
        this.reviewPost = reviewPost;
        this.approverPost = approverPost;
    }

    void reviewed(boolean agreed, String opinion, String by, Instant now) {
        ensurePending();
        if (by.equals(requestedBy)) {
            throw new RuleViolation("申请人不能复核自己的费用");
        }
        this.reviewAgreed = agreed;
        this.reviewOpinion = opinion;
        this.reviewedBy = by;
        this.reviewedAt = now;
        if (!agreed) {
            decision = CostDecision.REFUSED;
            reason = opinion;
        }
    }

    void approved(BigDecimal approvedAmount, String reason, String by, Instant now) {
        decided(by, now);
        if (reviewPost != null && !Boolean.TRUE.equals(reviewAgreed)) {
            throw new RuleViolation("这笔费用尚未复核");
        }
        this.decision = CostDecision.APPROVED;
        this.approvedAmount = approvedAmount;
        this.reason = reason;
    }

    void refused(String reason, String by, Instant now) {
        decided(by, now);
        this.decision = CostDecision.REFUSED;
        this.reason = reason;
    }

    private void decided(String by, Instant now) {
        ensurePending();
        if (by.equals(requestedBy) || by.equals(reviewedBy)) {
            throw new RuleViolation("申请人和复核人不能审批同一笔费用");
        }
        this.approvedBy = by;
        this.approvedAt = now;
    }

    /** The request is replaced or no longer needed; a refusal stays on record. */
    void drop() {
        if (decision == CostDecision.PENDING || decision == CostDecision.APPROVED) {
            decision = CostDecision.DROPPED;
            if (reason == null) {
                reason = "已由新的费用申请代替或不再需要";
            }
        }
    }

    private void ensurePending() {
        if (decision != CostDecision.PENDING) {
            throw new RuleViolation("这笔费用已有结果：" + decision.label());
        }
    }

    /** What counts in the sum against splitting: the approved amount, before that the amount asked for. */
    BigDecimal counted() {
        return approvedAmount != null ? approvedAmount : amount;
    }

    Long id() {
        return id;
    }

    String caseNumber() {
        return caseNumber;
    }

    String unitKey() {
        return unitKey;
    }

    String itemCode() {
        return itemCode;
    }

    String site() {
        return site;
    }

    String item() {
        return item;
    }

    BigDecimal amount() {
        return amount;
    }

    CostKind kind() {
        return kind;
    }

    CostDecision decision() {
        return decision;
    }

    Instant requestedAt() {
        return requestedAt;
    }

    String requestedBy() {
        return requestedBy;
    }

    CostView view() {
        return new CostView(id, caseNumber, kind, itemCode, item, amount, consideredSum, splitCases == null ? List.of() : List.of(splitCases.split(",")),
                tier, reviewPost, approverPost, requestedBy, requestedAt, revisionReason, reviewedBy, reviewedAt, reviewAgreed, reviewOpinion,
                approvedBy, approvedAt, decision, approvedAmount, reason,
                lines.stream().map(line -> new CostView.Line(line.work(), line.amount())).toList());
    }
}
