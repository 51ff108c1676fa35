package io.casework.repair;

import io.casework.platform.RuleViolation;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.EnumSet;

/** 《工程派工单》 to the repair team (REC-011), or the written request to a contractor; its last section is the customer's (REC-012, AMB-74). */
@Entity
class RepairOrder {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;
    private String orderNumber;
    private String caseNumber;
    private int round;
    @Enumerated(EnumType.STRING)
    private Executor executor;
    private String orderClass;
    private String contractor;
    private String contractorContact;
    private String instructions;
    private String issuedBy;
    private Instant issuedAt;
    private String limitKey;
    private Instant dueAt;
    private Instant agreedDueAt;
    private Instant agreedAt;
    private Instant overdueAt;
    @Enumerated(EnumType.STRING)
    private OrderState state;
    private Instant finishedAt;
    private String workers;
    private String workDone;
    private String failureReason;
    private String signedBy;
    private Instant signedAt;
    private String signResult;
    private int signAttempts;
    private String opinion;
    private Integer qualityRating;
    private Integer attitudeRating;
    private String acceptReason;
    @Version
    private int version;

    protected RepairOrder() {
    }

    RepairOrder(RepairCase repair, int round, Executor executor, String contractor, String contractorContact, String instructions, String by,
            Instant issuedAt, Instant dueAt) {
        this.caseNumber = repair.getId();
        this.round = round;
        this.orderNumber = caseNumber + "-P" + round;
        this.executor = executor;
        this.orderClass = repair.orderClass();
        this.contractor = contractor;
        this.contractorContact = contractorContact;
        this.instructions = instructions;
        this.issuedBy = by;
        this.issuedAt = issuedAt;
        this.limitKey = repair.limitKey();
        this.dueAt = dueAt;
        this.state = OrderState.OPEN;
    }

    void finished(Instant at, String workers, String workDone) {
        ensure(OrderState.OPEN);
        state = OrderState.FINISHED;
        finishedAt = at;
        this.workers = workers;
        this.workDone = workDone;
    }

    void cannot(String reason) {
        ensure(OrderState.OPEN);
        state = executor == Executor.REPAIR_TEAM ? OrderState.CANNOT : OrderState.NOT_PERFORMED;
        failureReason = reason;
    }

    void signed(String result, String name, Instant at, String opinion, Integer quality, Integer attitude) {
        ensure(OrderState.FINISHED);
        signResult = result;
        signAttempts++;
        signedBy = name;
        signedAt = at;
        this.opinion = opinion;
        qualityRating = quality;
        attitudeRating = attitude;
        if ("SIGNED".equals(result)) {
            state = OrderState.ACCEPTED;
        }
    }

    void acceptedWithoutSignature(String reason) {
        ensure(OrderState.FINISHED, OrderState.REWORK, OrderState.ACCEPTED);
        state = OrderState.ACCEPTED;
        acceptReason = reason;
    }

    void toBeDoneAgain(String reason) {
        ensure(OrderState.FINISHED, OrderState.ACCEPTED);
        state = OrderState.REWORK;
        failureReason = reason;
    }

    void extendedTo(Instant agreed, Instant now) {
        ensure(OrderState.OPEN);
        agreedDueAt = agreed;
        agreedAt = now;
    }

    /** The case has been taken back; finished work stays what it is. */
    void withdraw() {
        if (state == OrderState.OPEN) {
            state = OrderState.WITHDRAWN;
        }
    }

    void dueAt(Instant due) {
        dueAt = due;
    }

    /** Notes that the limit is broken; answers whether this limit has not been reported before. */
    boolean overdue(Instant now) {
        boolean first = overdueAt == null || overdueAt.isBefore(limit());
        overdueAt = now;
        return first;
    }

    /** The end of the time for the work: the agreed day, before that the limit. */
    Instant limit() {
        return agreedDueAt != null ? agreedDueAt : dueAt;
    }

    private void ensure(OrderState first, OrderState... others) {
        if (!EnumSet.of(first, others).contains(state)) {
            throw new RuleViolation("派工单 " + orderNumber + " 的状态是“" + state.label() + "”，不能这样处理");
        }
    }

    Long id() {
        return id;
    }

    String orderNumber() {
        return orderNumber;
    }

    String caseNumber() {
        return caseNumber;
    }

    Executor executor() {
        return executor;
    }

    int signAttempts() {
        return signAttempts;
    }

    /** The work is finished, but the customer could not be met. */
    boolean isUnsigned() {
        return state == OrderState.FINISHED && "ABSENT".equals(signResult);
    }

    OrderState state() {
        return state;
    }

    Instant issuedAt() {
        return issuedAt;
    }

    Instant dueAt() {
        return dueAt;
    }

    Instant agreedDueAt() {
        return agreedDueAt;
    }

    /** When the work's present time began: with the order, or with the extension. */
    Instant limitBegan() {
        return agreedAt != null ? agreedAt : issuedAt;
    }

    String limitKey() {
        return limitKey;
    }

    String contractor() {
        return contractor;
    }

    String contractorContact() {
        return contractorContact;
    }

    Instant finishedAt() {
        return finishedAt;
    }

    OrderView view() {
        return new OrderView(id, orderNumber, caseNumber, round, executor, orderClass, contractor, instructions, issuedBy, issuedAt, limitKey, dueAt,
                agreedDueAt, overdueAt, state, finishedAt, workers, workDone, failureReason, signResult, signedBy, signedAt, opinion, qualityRating,
                attitudeRating, acceptReason);
    }
}
