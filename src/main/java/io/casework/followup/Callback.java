package io.casework.followup;

import io.casework.casefile.Actor;
import io.casework.platform.RuleViolation;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;

/** A callback: stays open until the customer was reached or a manager consented to give up. */
@Entity
class Callback {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String caseNumber;
    private String site;

    @Enumerated(EnumType.STRING)
    private CallbackKind kind;

    private String proposedWay;
    private Instant openedAt;
    private Instant dueAt;
    private int attempts;
    private int rounds;
    private Instant calledBackAt;
    private String calledBy;
    private String calledByName;

    @Enumerated(EnumType.STRING)
    private CallbackResult result;

    private Integer satisfaction;
    private String opinion;
    private String consentBy;
    private String consentByName;
    private String consentReason;
    private Instant closedAt;

    @Version
    @Column(nullable = false)
    private int version;

    protected Callback() {
    }

    Callback(String caseNumber, String site, CallbackKind kind, String proposedWay, Instant openedAt, Instant dueAt) {
        this.caseNumber = caseNumber;
        this.site = site;
        this.kind = kind;
        this.proposedWay = proposedWay;
        this.openedAt = openedAt;
        this.dueAt = dueAt;
        this.rounds = 1;
    }

    Long id() {
        return id;
    }

    int attempts() {
        return attempts;
    }

    int rounds() {
        return rounds;
    }

    CallbackKind kind() {
        return kind;
    }

    String opinion() {
        return opinion;
    }

    int tried() {
        ensureOpen();
        return ++attempts;
    }

    void answered(CallbackResult result, Integer satisfaction, String opinion, Actor by, Instant now) {
        ensureOpen();
        this.result = result;
        this.satisfaction = satisfaction;
        this.opinion = opinion;
        this.calledBackAt = now;
        this.calledBy = by.login();
        this.calledByName = by.name();
        this.closedAt = now;
    }

    void giveUp(String reason, Actor by, Instant now) {
        ensureOpen();
        this.result = CallbackResult.UNREACHABLE;
        this.consentBy = by.login();
        this.consentByName = by.name();
        this.consentReason = reason;
        this.closedAt = now;
    }

    void anotherRound() {
        ensureOpen();
        this.rounds++;
    }

    void cancel(Instant now) {
        ensureOpen();
        this.result = CallbackResult.CANCELLED;
        this.closedAt = now;
    }

    private void ensureOpen() {
        if (closedAt != null) {
            throw new RuleViolation("案件 " + caseNumber + " 的回访已经结束");
        }
    }

    CallbackView view() {
        return new CallbackView(id, caseNumber, site, kind, proposedWay, openedAt, dueAt, attempts, rounds, calledBackAt, calledBy, calledByName, result,
                satisfaction, opinion, consentBy, consentReason, closedAt);
    }
}
