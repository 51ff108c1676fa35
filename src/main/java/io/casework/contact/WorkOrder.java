package io.casework.contact;

import io.casework.platform.RuleViolation;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A service work order 《服务工作单》 (REC-002). The first agreed time is kept when a new one is agreed, since lateness began there. */
@Entity
@Table(name = "service_work_order")
class WorkOrder {

    /** Where the order stands. */
    enum State {
        OPEN, DONE, CANCELLED, RETURNED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String caseNumber;
    private String repairRequested;
    private Instant agreedTime;
    private Instant firstAgreedTime;
    private String accessNote;
    private int reschedules;
    private int reworks;
    private boolean overdue;

    @Enumerated(EnumType.STRING)
    private State state;

    private Instant issuedAt;
    private String issuedBy;
    private String workDone;
    private String worker;
    private Instant finishedAt;
    private Instant writtenBackAt;
    private String writtenBackBy;

    protected WorkOrder() {
    }

    WorkOrder(String caseNumber, String repairRequested, Instant agreedTime, String accessNote, Instant now, String issuedBy) {
        this.caseNumber = caseNumber;
        this.repairRequested = repairRequested;
        this.agreedTime = agreedTime;
        this.firstAgreedTime = agreedTime;
        this.accessNote = accessNote;
        this.state = State.OPEN;
        this.issuedAt = now;
        this.issuedBy = issuedBy;
    }

    void workReported(String workDone, String worker, Instant finishedAt) {
        ensureOpen();
        this.workDone = workDone;
        this.worker = worker;
        this.finishedAt = finishedAt;
    }

    void agreeAnew(Instant time) {
        ensureOpen();
        this.agreedTime = time;
        this.reschedules++;
    }

    void sendBackForRework() {
        ensureOpen();
        this.finishedAt = null;
        this.reworks++;
    }

    void markOverdue() {
        ensureOpen();
        this.overdue = true;
    }

    void writtenBack(Instant now, String by) {
        ensureOpen();
        this.writtenBackAt = now;
        this.writtenBackBy = by;
    }

    void end(State how) {
        ensureOpen();
        this.state = how;
    }

    private void ensureOpen() {
        if (state != State.OPEN) {
            throw new RuleViolation("服务工作单已结束，不能再更改");
        }
    }

    String caseNumber() {
        return caseNumber;
    }

    WorkOrderView view() {
        return new WorkOrderView(id, caseNumber, repairRequested, agreedTime, firstAgreedTime, accessNote, reschedules, reworks, overdue, state.name(),
                issuedAt, issuedBy, workDone, worker, finishedAt, writtenBackAt, writtenBackBy);
    }
}
