package io.casework.rectification;

import io.casework.platform.RuleViolation;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;

/** A work contact slip (REC-004). It cannot be written off before the director has signed and the project department has confirmed (AS-REC-04). */
@Entity
@Table(name = "rectification_slip")
class Slip {

    /** Where the slip is on its way. */
    enum State {
        DRAFT, SIGNED, RECEIVED, CONFIRMED, WRITTEN_OFF, RETURNED, RECLASSIFIED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String caseNumber;
    private String subject;
    private String location;
    private String content;
    private LocalDate requestedBy;

    @Enumerated(EnumType.STRING)
    private State state;

    private Instant filledAt;
    private String filledBy;
    private String director;
    private Instant signedAt;
    private String receivedBy;
    private Instant receivedAt;
    private String handler;
    private String workDone;
    private LocalDate finishedOn;
    private String confirmedBy;
    private Instant confirmedAt;
    private int returns;
    private String returnReason;
    private int reworks;
    private String checkRemark;
    private boolean overdue;
    private Instant writtenOffAt;

    protected Slip() {
    }

    Slip(String caseNumber) {
        this.caseNumber = caseNumber;
        this.state = State.DRAFT;
    }

    void fill(String subject, String location, String content, LocalDate requestedBy, Instant now, String by) {
        demand("填写", State.DRAFT, State.RETURNED);
        this.subject = subject;
        this.location = location;
        this.content = content;
        this.requestedBy = requestedBy;
        this.filledAt = now;
        this.filledBy = by;
        this.state = State.DRAFT;
    }

    void sign(Instant now, String by) {
        demand("签发", State.DRAFT);
        this.director = by;
        this.signedAt = now;
        this.state = State.SIGNED;
    }

    void giveBack(String reason) {
        demand("退回", State.DRAFT, State.SIGNED);
        this.returnReason = reason;
        this.returns++;
        this.signedAt = null;
        this.director = null;
        this.state = State.RETURNED;
    }

    void receive(String handler, Instant now, String by) {
        demand("签收", State.SIGNED);
        this.handler = handler;
        this.receivedAt = now;
        this.receivedBy = by;
        this.state = State.RECEIVED;
    }

    void confirm(String workDone, LocalDate finishedOn, Instant now, String by) {
        demand("确认", State.RECEIVED);
        this.workDone = workDone;
        this.finishedOn = finishedOn;
        this.confirmedAt = now;
        this.confirmedBy = by;
        this.state = State.CONFIRMED;
    }

    void check(boolean good, String remark) {
        demand("核对", State.CONFIRMED);
        this.checkRemark = remark;
        if (!good) {
            this.reworks++;
            this.confirmedAt = null;
            this.confirmedBy = null;
            this.state = State.RECEIVED;
        }
    }

    void late() {
        this.overdue = true;
    }

    void reclassify() {
        demand("重新分类", State.RETURNED);
        this.state = State.RECLASSIFIED;
    }

    void writeOff(Instant now) {
        demand("销项", State.CONFIRMED);
        this.writtenOffAt = now;
        this.state = State.WRITTEN_OFF;
    }

    private void demand(String action, State... allowed) {
        for (State candidate : allowed) {
            if (state == candidate) {
                return;
            }
        }
        throw new RuleViolation("工作联系单现在不能" + action);
    }

    SlipView view() {
        return new SlipView(id, caseNumber, subject, location, content, requestedBy, state.name(), filledAt, filledBy, director, signedAt, receivedBy,
                receivedAt, handler, workDone, finishedOn, confirmedBy, confirmedAt, returns, returnReason, reworks, checkRemark, overdue, writtenOffAt);
    }
}
