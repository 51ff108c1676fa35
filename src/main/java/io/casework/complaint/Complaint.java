package io.casework.complaint;

import io.casework.casefile.Actor;
import io.casework.platform.RuleViolation;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import org.springframework.data.domain.Persistable;

/** A complaint with the entry of each of its eight steps; changes its state only through the methods below. */
@Entity
class Complaint implements Persistable<String> {

    @Id
    private String caseNumber;

    private String site;
    private String customerKey;
    private String unitName;

    @Enumerated(EnumType.STRING)
    private ComplaintState state;

    private Instant receivedAt;
    private String channel;
    private String phase;
    private String mood;
    private String content;
    private String demand;
    private String evidence;
    private boolean sensitive;
    private Instant acceptedAt;
    private String acceptedBy;

    private Instant confirmedAt;
    private String confirmedBy;
    private String facts;
    private String confirmedDemand;

    private Instant assessedAt;
    private String assessedBy;
    private String topic;

    @Enumerated(EnumType.STRING)
    private ComplaintCause cause;

    private String dissatisfaction;
    private String analysis;
    private boolean cannotHandle;
    private boolean extremeHarm;
    private boolean safety;
    private boolean media;
    private boolean legal;
    private boolean repairMatter;
    private String repairUrgency;
    private Integer customersOnTopic;
    private boolean repeated;

    @Enumerated(EnumType.STRING)
    private ComplaintGrade proposedGrade;

    private String proposedReason;
    private String proposedPost;
    private Instant gradedAt;
    private String gradedBy;

    @Enumerated(EnumType.STRING)
    private ComplaintGrade grade;

    private String responsiblePost;
    private String leadPost;
    private String tracker;
    private String trackerName;
    private Instant dueAt;
    private Instant overdueAt;
    private String processSoFar;
    private Instant feedbackAt;
    private int feedbackOverdue;
    private int notOurs;
    private String solution;
    private Instant promisedAt;
    private String repairCaseNumber;
    private String repairOutcome;
    private Instant answeredAt;
    private Instant finalAnsweredAt;
    private boolean answerImpossible;
    private Instant resolvedAt;
    private String verifiedBy;
    private String verification;
    private Instant calledBackAt;
    private String callbackResult;
    private Integer satisfaction;
    private int dissatisfied;
    private String lesson;
    private String preventiveMeasure;
    private String satisfactionCase;
    private Instant analysedAt;
    private String analysedBy;
    private Instant closedAt;
    private String closeReason;

    @Version
    @Column(nullable = false)
    private int version;

    @Transient
    private boolean fresh;

    protected Complaint() {
    }

    Complaint(String caseNumber, String site, String customerKey, String unitName, Instant receivedAt) {
        this.caseNumber = caseNumber;
        this.site = site;
        this.customerKey = customerKey;
        this.unitName = unitName;
        this.receivedAt = receivedAt;
        this.state = ComplaintState.OPEN;
        this.fresh = true;
    }

    /** Step 1. A record that was returned to the classification is taken up again when the matter turns out to be a complaint after all. */
    void accept(String channel, String phase, String mood, String content, String demand, String evidence, boolean sensitive, Actor by, Instant now) {
        if (state == ComplaintState.RETURNED) {
            state = ComplaintState.OPEN;
            closedAt = null;
            closeReason = null;
        }
        ensureOpen();
        this.channel = channel;
        this.phase = phase;
        this.mood = mood;
        this.content = content;
        this.demand = demand;
        this.evidence = evidence;
        this.sensitive = sensitive;
        this.acceptedAt = now;
        this.acceptedBy = by.login();
    }

    /** Step 2. */
    void confirm(String facts, String demand, Actor by, Instant now) {
        ensureOpen();
        this.facts = facts;
        this.confirmedDemand = demand;
        this.confirmedAt = now;
        this.confirmedBy = by.login();
    }

    /** What a person found at step 3. */
    record Assessment(String topic, ComplaintCause cause, String dissatisfaction, String analysis, boolean cannotHandle, boolean extremeHarm, boolean safety,
            boolean media, boolean legal, boolean repairMatter, String repairUrgency) {
    }

    /** Step 3, by the person. */
    void assess(Assessment found, Actor by, Instant now) {
        ensureOpen();
        this.topic = found.topic();
        this.cause = found.cause();
        this.dissatisfaction = found.dissatisfaction();
        this.analysis = found.analysis();
        this.cannotHandle = found.cannotHandle();
        this.extremeHarm = found.extremeHarm();
        this.safety = found.safety();
        this.media = found.media();
        this.legal = found.legal();
        this.repairMatter = found.repairMatter();
        this.repairUrgency = found.repairUrgency();
        this.assessedAt = now;
        this.assessedBy = by.login();
    }

    Assessment assessment() {
        return new Assessment(topic, cause, dissatisfaction, analysis, cannotHandle, extremeHarm, safety, media, legal, repairMatter, repairUrgency);
    }

    /** Step 3, what the table proposes. */
    void proposeGrade(int customersOnTopic, boolean repeated, ComplaintGrade grade, String reason) {
        ensureOpen();
        this.customersOnTopic = customersOnTopic;
        this.repeated = repeated;
        this.proposedGrade = grade;
        this.proposedReason = reason;
    }

    void proposePost(String post) {
        ensureOpen();
        this.proposedPost = post;
    }

    /** Step 3, what is decided. */
    void decide(ComplaintGrade grade, String responsiblePost, String leadPost, String tracker, String trackerName, Actor by, Instant now) {
        ensureOpen();
        this.grade = grade;
        this.responsiblePost = responsiblePost;
        this.leadPost = leadPost;
        this.tracker = tracker;
        this.trackerName = trackerName;
        this.gradedAt = now;
        this.gradedBy = by.login();
    }

    void regrade(ComplaintGrade grade) {
        ensureOpen();
        this.grade = grade;
    }

    /** The limit within which the matter has to be solved. A new limit has not been broken yet. */
    void dueAt(Instant due) {
        ensureOpen();
        if (!due.equals(dueAt)) {
            this.overdueAt = null;
        }
        this.dueAt = due;
    }

    /** Answers whether this is news: a limit is reported as broken once. */
    boolean overdue(Instant now) {
        ensureOpen();
        if (overdueAt != null) {
            return false;
        }
        this.overdueAt = now;
        return true;
    }

    void processSoFar(String text) {
        ensureOpen();
        this.processSoFar = text;
    }

    int feedbackOverdue() {
        ensureOpen();
        return ++feedbackOverdue;
    }

    /** Step 4. */
    void feedback(String solution, Instant promisedAt, Instant now) {
        ensureOpen();
        this.solution = solution;
        this.promisedAt = promisedAt;
        this.feedbackAt = now;
    }

    int refused() {
        ensureOpen();
        return ++notOurs;
    }

    void repair(String repairCaseNumber) {
        ensureOpen();
        this.repairCaseNumber = repairCaseNumber;
        this.repairOutcome = null;
    }

    void repaired(String outcome, String solution, Instant now) {
        ensureOpen();
        this.repairOutcome = outcome;
        if (solution != null) {
            this.solution = solution;
            this.feedbackAt = now;
        }
    }

    /** Step 5. The first answer of any kind stops the clock of the answer; the newest final one counts as such. */
    void answered(boolean last, boolean impossible, Instant now) {
        ensureOpen();
        if (impossible) {
            this.answerImpossible = true;
            return;
        }
        if (answeredAt == null) {
            this.answeredAt = now;
        }
        if (last) {
            this.finalAnsweredAt = now;
        }
    }

    boolean hasFinalAnswer() {
        return finalAnsweredAt != null || answerImpossible;
    }

    /** Step 6. */
    void resolved(String verification, Actor by, Instant now) {
        ensureOpen();
        if (!hasFinalAnswer()) {
            throw new RuleViolation("followResult", "客户还没有得到最终答复，请选“再次答复客户”");
        }
        this.verification = verification;
        this.verifiedBy = by.login();
        this.resolvedAt = now;
    }

    /** Step 7. Answers how often the customer has been dissatisfied so far. */
    int calledBack(String result, Integer satisfaction, boolean reached, Instant now) {
        ensureOpen();
        this.callbackResult = result;
        this.satisfaction = satisfaction;
        this.calledBackAt = reached ? now : null;
        if ("DISSATISFIED".equals(result)) {
            this.resolvedAt = null;
            return ++dissatisfied;
        }
        return dissatisfied;
    }

    /** The manager leaves it at that although the customer is dissatisfied. */
    void endedByManager(String reason, Instant now) {
        ensureOpen();
        this.closeReason = reason;
        this.resolvedAt = now;
    }

    /** Step 8. */
    void analyse(String lesson, String preventiveMeasure, String satisfactionCase, Actor by, Instant now) {
        ensureOpen();
        this.lesson = lesson;
        this.preventiveMeasure = preventiveMeasure;
        this.satisfactionCase = satisfactionCase;
        this.analysedAt = now;
        this.analysedBy = by.login();
    }

    void close(Instant now) {
        ensureOpen();
        if (analysedAt == null || !hasFinalAnswer()) {
            throw new RuleViolation("投诉 " + caseNumber + " 还没有答复客户或没有分析，不能关闭");
        }
        this.state = ComplaintState.CLOSED;
        this.closedAt = now;
    }

    /** Ends without being handled: not a complaint, or taken back by the customer. */
    void end(ComplaintState how, String reason, Instant now) {
        ensureOpen();
        this.state = how;
        this.closeReason = reason;
        this.closedAt = now;
    }

    boolean isOpen() {
        return state == ComplaintState.OPEN;
    }

    String site() {
        return site;
    }

    String customerKey() {
        return customerKey;
    }

    String unitName() {
        return unitName;
    }

    private void ensureOpen() {
        if (state != ComplaintState.OPEN) {
            throw new RuleViolation("投诉 " + caseNumber + " " + state.label() + "，不能再更改");
        }
    }

    ComplaintView view() {
        return new ComplaintView(caseNumber, site, state, receivedAt, channel, phase, mood, content, demand, evidence, sensitive, confirmedAt, facts,
                confirmedDemand, assessedAt, topic, cause, dissatisfaction, analysis, repairMatter, repairUrgency, customersOnTopic, repeated, proposedGrade,
                proposedReason, proposedPost, grade, responsiblePost, leadPost, tracker, trackerName, dueAt, overdueAt, processSoFar, feedbackAt,
                feedbackOverdue, notOurs, solution, promisedAt, repairCaseNumber, repairOutcome, answeredAt, finalAnsweredAt, answerImpossible, resolvedAt,
                verification, calledBackAt, callbackResult, satisfaction, dissatisfied, lesson, preventiveMeasure, satisfactionCase, closedAt, closeReason);
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
