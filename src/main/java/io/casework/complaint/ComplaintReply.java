package io.casework.complaint;

import io.casework.casefile.Actor;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;

/** One answer to the customer; never changed. */
@Entity
class ComplaintReply {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String caseNumber;
    private String kind;
    private String channel;
    private String text;
    private boolean refused;
    private String refusalReason;
    private Instant at;
    private String byLogin;
    private String byName;

    protected ComplaintReply() {
    }

    ComplaintReply(String caseNumber, String kind, String channel, String text, String refusalReason, Instant at, Actor by) {
        this.caseNumber = caseNumber;
        this.kind = kind;
        this.channel = channel;
        this.text = text;
        this.refused = refusalReason != null;
        this.refusalReason = refusalReason;
        this.at = at;
        this.byLogin = by.login();
        this.byName = by.name();
    }

    Long id() {
        return id;
    }

    ReplyView view() {
        return new ReplyView(kind, channel, text, refused, refusalReason, at, byName);
    }
}
