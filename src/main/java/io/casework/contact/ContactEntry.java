package io.casework.contact;

import io.casework.customer.Warranty;
import io.casework.platform.RuleViolation;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.data.domain.Persistable;

/** A line of the call and visit register. What the case file holds (customer, unit, matter, handling, completion) is not kept twice. */
@Entity
@Table(name = "contact_register")
class ContactEntry implements Persistable<String> {

    @Id
    private String caseNumber;

    private String site;
    private Instant registeredAt;
    private String registeredBy;
    private String registeredByName;
    private String channel;
    private boolean anonymous;
    private String callerName;
    private String callerPhone;
    private String unitText;

    @Enumerated(EnumType.STRING)
    private MatterKind kind;

    private boolean complaintStated;
    private String repairItem;

    @Enumerated(EnumType.STRING)
    private Responsibility responsibility;

    private String coordination;
    private BigDecimal expectedDays;
    private Instant wantedAt;
    private String identification;

    @Enumerated(EnumType.STRING)
    private Warranty.Status warranty;

    private LocalDate warrantyUntil;

    @Enumerated(EnumType.STRING)
    private Category proposedCategory;

    private String proposalRule;
    private String proposalReason;

    @Enumerated(EnumType.STRING)
    private Category category;

    private String categoryReason;
    private String categoryBy;
    private Instant categoryAt;
    private boolean scopeExplained;
    private String remark;
    private String repairClass;
    private int returned;
    private String returnReason;
    private String passedOnTo;
    private Instant passedOnAt;
    private String question;
    private String answer;
    private String answeredBy;
    private Instant answeredAt;
    private String answeredThrough;
    private String replyChannel;
    private String replyText;
    private String repliedBy;
    private Instant repliedAt;
    private String unreachableConsentBy;
    private Instant unreachableConsentAt;
    private String withdrawnBy;
    private Instant withdrawnAt;
    private String withdrawalReason;

    @Version
    private int version;

    @Transient
    private boolean fresh;

    protected ContactEntry() {
    }

    /** What the start form says about caller and matter. */
    record Caller(String channel, boolean anonymous, String name, String phone, String unitText) {
    }

    ContactEntry(String caseNumber, String site, Caller caller, MatterKind kind, boolean complaintStated, String repairItem, Instant wantedAt,
            Instant now, String by, String byName) {
        this.caseNumber = caseNumber;
        this.site = site;
        this.channel = caller.channel();
        this.anonymous = caller.anonymous();
        this.callerName = caller.name();
        this.callerPhone = caller.phone();
        this.unitText = caller.unitText();
        this.kind = kind;
        this.complaintStated = complaintStated;
        this.repairItem = repairItem;
        this.wantedAt = wantedAt;
        this.registeredAt = now;
        this.registeredBy = by;
        this.registeredByName = byName;
        this.fresh = true;
    }

    void callerIs(String name, String phone, String unit) {
        this.callerName = name;
        this.callerPhone = phone;
        this.unitText = unit;
    }

    void identified(String how) {
        this.identification = how;
    }

    void assessed(Responsibility responsibility, String coordination, BigDecimal expectedDays) {
        this.responsibility = responsibility;
        this.coordination = coordination;
        this.expectedDays = expectedDays;
    }

    void inWarranty(Warranty found) {
        this.warranty = found.status();
        this.warrantyUntil = found.until();
    }

    void proposed(Proposal proposal) {
        this.proposedCategory = proposal.category();
        this.proposalRule = proposal.ruleId();
        this.proposalReason = proposal.reason();
    }

    void categorised(Category category, String reason, String remark, String repairClass, boolean scopeExplained, Instant now, String by) {
        this.category = category;
        this.categoryReason = reason;
        this.remark = remark;
        this.repairClass = repairClass == null || repairClass.isEmpty() ? null : repairClass;
        this.scopeExplained = this.scopeExplained || scopeExplained;
        this.categoryAt = now;
        this.categoryBy = by;
    }

    void sentBack(String reason) {
        this.returned++;
        this.returnReason = reason;
    }

    /** The customer does not accept the outcome: the matter goes on, and what was answered before no longer counts as its end. */
    void reopened(String objection) {
        this.returnReason = objection;
        this.answer = null;
        this.answeredAt = null;
        this.answeredBy = null;
        this.answeredThrough = null;
    }

    void passedOn(String posts, Instant now) {
        this.passedOnTo = posts;
        this.passedOnAt = now;
    }

    void asked(String question) {
        this.question = question;
    }

    void answered(String answer, String through, Instant now, String by) {
        this.answer = answer;
        this.answeredThrough = through;
        this.answeredAt = now;
        this.answeredBy = by;
    }

    void notedByCentre(String note) {
        this.answer = note;
    }

    void replied(String channel, String text, Instant now, String by) {
        this.replyChannel = channel;
        this.replyText = text;
        this.repliedAt = now;
        this.repliedBy = by;
    }

    void unreachableWithConsent(Instant now, String by) {
        this.unreachableConsentAt = now;
        this.unreachableConsentBy = by;
    }

    void withdrawn(String by, String reason, Instant now) {
        if (withdrawnAt != null) {
            throw new RuleViolation("caseNumber", "案件 " + caseNumber + " 已经撤回");
        }
        this.withdrawnBy = by;
        this.withdrawalReason = reason;
        this.withdrawnAt = now;
    }

    ContactView view() {
        return new ContactView(caseNumber, site, registeredAt, registeredBy, registeredByName, channel, anonymous, callerName, callerPhone, unitText,
                kind, complaintStated, repairItem, responsibility, coordination, expectedDays, wantedAt, identification, warranty, warrantyUntil,
                proposedCategory, proposalRule, proposalReason, category, categoryReason, categoryBy, categoryAt, scopeExplained, remark, repairClass,
                returned, returnReason, passedOnTo, question, answer, answeredBy, answeredAt, answeredThrough, replyChannel, replyText, repliedBy,
                repliedAt, unreachableConsentBy, withdrawnBy, withdrawnAt, withdrawalReason);
    }

    @Override
    public String getId() {
        return caseNumber;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }

    @PostPersist
    @PostLoad
    void stored() {
        fresh = false;
    }
}
