package io.casework.repair;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;

/** A longer time for a repair, which only the customer's consent beforehand can give (AS-SUR-08). */
@Entity
class RepairExtension {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;
    private Long orderId;
    private String askedBy;
    private Instant askedAt;
    private String reason;
    private LocalDate wishedDue;
    private Boolean consent;
    private Instant consentedAt;
    private String channel;
    private String customerWords;
    private LocalDate newDue;
    private String recordedBy;
    private boolean needsApproval;
    private String approval;
    private String approvedBy;
    private String approvalReason;
    private boolean effective;
    @Version
    private int version;

    protected RepairExtension() {
    }

    RepairExtension(Long orderId, String reason, LocalDate wishedDue, String by, Instant now) {
        this.orderId = orderId;
        this.reason = reason;
        this.wishedDue = wishedDue;
        this.askedBy = by;
        this.askedAt = now;
    }

    void consented(Instant at, String channel, String words, LocalDate newDue, boolean needsApproval, String by) {
        this.consent = true;
        this.consentedAt = at;
        this.channel = channel;
        this.customerWords = words;
        this.newDue = newDue;
        this.needsApproval = needsApproval;
        this.recordedBy = by;
        this.effective = !needsApproval;
    }

    void declined(String words, String by) {
        this.consent = false;
        this.customerWords = words;
        this.recordedBy = by;
    }

    void decided(boolean approved, String reason, String by) {
        this.approval = approved ? "APPROVED" : "REFUSED";
        this.approvalReason = reason;
        this.approvedBy = by;
        this.effective = approved;
    }

    LocalDate newDue() {
        return newDue;
    }

    ExtensionView view() {
        return new ExtensionView(reason, wishedDue, consent, consentedAt, channel, customerWords, newDue, needsApproval, approval, approvalReason, effective);
    }
}
