package io.casework.followup;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import io.casework.casefile.Actor;
import java.time.Instant;

/** One try to reach the customer; never changed. */
@Entity
class CallbackAttempt {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private Long callbackId;
    private int attemptNo;
    private Instant at;
    private String way;
    private String outcome;
    private String note;
    private String byLogin;
    private String byName;

    protected CallbackAttempt() {
    }

    CallbackAttempt(Long callbackId, int attemptNo, Instant at, String way, String outcome, String note, Actor by) {
        this.callbackId = callbackId;
        this.attemptNo = attemptNo;
        this.at = at;
        this.way = way;
        this.outcome = outcome;
        this.note = note;
        this.byLogin = by.login();
        this.byName = by.name();
    }

    AttemptView view() {
        return new AttemptView(attemptNo, at, way, outcome, note, byName);
    }
}
