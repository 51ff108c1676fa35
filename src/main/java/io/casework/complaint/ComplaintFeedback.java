package io.casework.complaint;

import io.casework.casefile.Actor;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;

/** What a responsible department fed back; never changed. */
@Entity
class ComplaintFeedback {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String caseNumber;
    private String post;
    private String result;
    private String findings;
    private String solution;
    private Instant promisedAt;
    private String handler;
    private Instant at;
    private String byLogin;
    private String byName;

    protected ComplaintFeedback() {
    }

    ComplaintFeedback(String caseNumber, String post, String result, String findings, String solution, Instant promisedAt, String handler, Instant at,
            Actor by) {
        this.caseNumber = caseNumber;
        this.post = post;
        this.result = result;
        this.findings = findings;
        this.solution = solution;
        this.promisedAt = promisedAt;
        this.handler = handler;
        this.at = at;
        this.byLogin = by.login();
        this.byName = by.name();
    }

    FeedbackView view() {
        return new FeedbackView(post, result, findings, solution, promisedAt, handler, at, byName);
    }
}
