package io.casework.casefile;

import io.casework.platform.RuleViolation;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import org.springframework.data.domain.Persistable;

/** A case; changes its state only through the methods below, which say why they refuse. */
@Entity
class CaseFile implements Persistable<String> {

    @Id
    private String number;

    @Enumerated(EnumType.STRING)
    private CaseKind kind;

    private String parentNumber;
    private String site;
    private String channel;
    private Long customerId;
    private String customerName;
    private String customerPhone;
    private Long unitId;
    private String unitName;
    private String matter;
    private String description;
    private String urgency;
    private String category;
    private String grade;

    @Enumerated(EnumType.STRING)
    private CaseState state;

    private String handling;
    private String completion;
    private String outcome;
    private Instant openedAt;
    private String openedBy;
    private Instant dueAt;
    private Instant closedAt;

    @Version
    @Column(nullable = false)
    private int version;

    @jakarta.persistence.Transient
    private boolean fresh;

    protected CaseFile() {
    }

    CaseFile(String number, NewCase data, Instant now, String openedBy) {
        this.number = number;
        this.kind = data.kind();
        this.parentNumber = data.parentNumber();
        this.site = data.site();
        this.channel = data.channel();
        this.customerId = data.customerId();
        this.customerName = data.customerName();
        this.customerPhone = data.customerPhone();
        this.unitId = data.unitId();
        this.unitName = data.unitName();
        this.matter = data.matter();
        this.description = data.description();
        this.urgency = data.urgency() == null ? "NORMAL" : data.urgency();
        this.state = CaseState.OPEN;
        this.openedAt = now;
        this.openedBy = openedBy;
        this.fresh = true;
    }

    void identify(Long customerId, String customerName, String customerPhone, Long unitId, String unitName) {
        ensureOpen();
        this.customerId = customerId;
        this.customerName = customerName;
        this.customerPhone = customerPhone;
        this.unitId = unitId;
        this.unitName = unitName;
    }

    void categorise(String category) {
        ensureOpen();
        this.category = category;
    }

    void grade(String grade) {
        ensureOpen();
        this.grade = grade;
    }

    void dueAt(Instant dueAt) {
        ensureOpen();
        this.dueAt = dueAt;
    }

    void handling(String text) {
        ensureOpen();
        this.handling = text;
    }

    void close(String outcome, String completion, Instant now) {
        ensureOpen();
        this.state = CaseState.CLOSED;
        this.outcome = outcome;
        this.completion = completion;
        this.closedAt = now;
    }

    void withdraw(Instant now) {
        ensureOpen();
        this.state = CaseState.WITHDRAWN;
        this.outcome = "WITHDRAWN";
        this.closedAt = now;
    }

    private void ensureOpen() {
        if (state != CaseState.OPEN) {
            throw new RuleViolation("案件 " + number + " " + state.label() + "，不能再更改");
        }
    }

    CaseView view() {
        return new CaseView(number, kind, parentNumber, site, channel, customerId, customerName, customerPhone, unitId, unitName, matter,
                description, urgency, category, grade, state, handling, completion, outcome, openedAt, openedBy, dueAt, closedAt);
    }

    @Override
    public String getId() {
        return number;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }

    @jakarta.persistence.PostPersist
    @jakarta.persistence.PostLoad
    void stored() {
        fresh = false;
    }
}
