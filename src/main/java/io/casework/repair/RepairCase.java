package io.casework.repair;

import io.casework.platform.RuleViolation;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.data.domain.Persistable;

/** A repair as a whole: whose it is, its class, who does it, and how it ended. */
@Entity
class RepairCase implements Persistable<String> {

    @Id
    private String caseNumber;
    private String site;
    private Long unitId;
    private String unitName;
    private String classHint;
    private String itemCode;
    private String warranty;
    private LocalDate warrantyUntil;
    @Enumerated(EnumType.STRING)
    private ResponsibleParty responsibleParty;
    private boolean emergency;
    private String securingMeasure;
    private Instant securingBeganAt;
    private String securingBy;
    private String proposedClass;
    @Enumerated(EnumType.STRING)
    private Executor proposedExecutor;
    private String orderClass;
    @Enumerated(EnumType.STRING)
    private Executor executor;
    private String overrideReason;
    private String classConfirmedBy;
    private Instant classConfirmedAt;
    private String agreementNumber;
    private String contractor;
    private String limitKey;
    private String trades;
    private int tradeCount;
    private boolean complex;
    private int refusals;
    private BigDecimal finalAmount;
    private Integer satisfaction;
    private String outcome;
    private String outcomeReason;
    private Instant openedAt;
    private Instant completedAt;
    private Instant finishedAt;
    @Version
    private int version;
    @Transient
    private boolean fresh;

    protected RepairCase() {
    }

    RepairCase(String caseNumber, String site, Long unitId, String unitName, Instant now) {
        this.caseNumber = caseNumber;
        this.site = site;
        this.unitId = unitId;
        this.unitName = unitName;
        this.openedAt = now;
        this.fresh = true;
    }

    void hint(String orderClass, boolean emergency) {
        ensureOpen();
        this.classHint = orderClass;
        this.emergency = emergency || this.emergency;
    }

    void secured(String measure, Instant beganAt, String by) {
        ensureOpen();
        if (securingMeasure == null) {
            securingMeasure = measure;
            securingBeganAt = beganAt;
            securingBy = by;
        } else {
            // The clock of the approval runs from the first measure (AMB-92).
            securingMeasure = securingMeasure + "\n" + measure;
            if (beganAt.isBefore(securingBeganAt)) {
                securingBeganAt = beganAt;
            }
        }
    }

    void surveyed(ResponsibleParty responsible, String itemCode, String warranty, LocalDate warrantyUntil, List<String> trades, boolean complex,
            String limitKey) {
        ensureOpen();
        this.responsibleParty = responsible;
        this.itemCode = itemCode;
        this.warranty = warranty;
        this.warrantyUntil = warrantyUntil;
        this.trades = String.join(",", trades);
        this.tradeCount = trades.size();
        this.complex = complex;
        this.limitKey = limitKey;
    }

    void propose(String orderClass, Executor executor) {
        ensureOpen();
        this.proposedClass = orderClass;
        this.proposedExecutor = executor;
    }

    void confirm(String orderClass, Executor executor, String reason, String agreementNumber, String by, Instant now) {
        ensureOpen();
        this.orderClass = orderClass;
        this.executor = executor;
        this.overrideReason = reason;
        this.agreementNumber = agreementNumber;
        this.classConfirmedBy = by;
        this.classConfirmedAt = now;
    }

    void executedBy(Executor executor) {
        ensureOpen();
        this.executor = executor;
    }

    void contractor(String contractor) {
        ensureOpen();
        this.contractor = contractor;
    }

    /** From now on the company bears the cost. */
    void borneByCompany(Executor executor) {
        ensureOpen();
        this.orderClass = "B";
        this.executor = executor;
    }

    int refused() {
        ensureOpen();
        return ++refusals;
    }

    void refusalsSettled() {
        refusals = 0;
    }

    void completed(Instant at) {
        completedAt = at;
    }

    void finalAmount(BigDecimal amount) {
        ensureOpen();
        finalAmount = amount;
    }

    void finish(String outcome, String reason, Integer satisfaction, Instant now) {
        ensureOpen();
        this.outcome = outcome;
        this.outcomeReason = reason;
        this.satisfaction = satisfaction;
        this.finishedAt = now;
    }

    boolean isFinished() {
        return finishedAt != null;
    }

    /** The matter has come back to repair: what was found before stays until the new survey replaces it. */
    void reopen() {
        outcome = null;
        outcomeReason = null;
        satisfaction = null;
        finishedAt = null;
        completedAt = null;
        refusals = 0;
    }

    private void ensureOpen() {
        if (finishedAt != null) {
            throw new RuleViolation("caseNumber", "维修事项 " + caseNumber + " 已结束，不能再更改");
        }
    }

    /** Whether the contractor owes the repair at its own cost: nothing is to be approved then (AMB-91). */
    boolean atContractorsCost() {
        return executor == Executor.CONTRACTOR && "A".equals(orderClass);
    }

    /** What counts as the same unit when split orders are summed; a repair without a unit is compared with none but itself. */
    String unitKey() {
        return unitId != null ? "unit:" + unitId : unitName != null && !unitName.isBlank() ? "name:" + unitName.replaceAll("\\s", "") : "case:" + caseNumber;
    }

    boolean isEmergency() {
        return emergency;
    }

    Instant securingBeganAt() {
        return securingBeganAt;
    }

    String site() {
        return site;
    }

    Long unitId() {
        return unitId;
    }

    String itemCode() {
        return itemCode;
    }

    String proposedClass() {
        return proposedClass;
    }

    Executor proposedExecutor() {
        return proposedExecutor;
    }

    String orderClass() {
        return orderClass;
    }

    Executor executor() {
        return executor;
    }

    String limitKey() {
        return limitKey;
    }

    int tradeCount() {
        return tradeCount;
    }

    String contractor() {
        return contractor;
    }

    String classHint() {
        return classHint;
    }

    BigDecimal finalAmount() {
        return finalAmount;
    }

    RepairView view() {
        return new RepairView(caseNumber, site, unitId, unitName, classHint, itemCode, warranty, warrantyUntil, responsibleParty, emergency,
                securingMeasure, securingBeganAt, proposedClass, proposedExecutor, orderClass, executor, overrideReason, agreementNumber, contractor,
                limitKey, trades == null || trades.isEmpty() ? List.of() : List.of(trades.split(",")), complex, refusals, finalAmount, satisfaction,
                outcome, outcomeReason, openedAt, completedAt, finishedAt);
    }

    @Override
    public String getId() {
        return caseNumber;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }
}
