package io.casework.complaint;

import io.casework.casefile.Actor;
import io.casework.casefile.Answers;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.notification.Notices;
import io.casework.organisation.Posts;
import io.casework.organisation.Staffing;
import io.casework.platform.RuleViolation;
import io.casework.procedure.LimitMoved;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Steps 1 to 3 of a complaint: accepted, confirmed, assessed (AS-EIG-01 to -03). Each call belongs to the transaction of a step. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Complaints {

    /** Word of the case's timeline. */
    static final String NOTE = "COMPLAINT";

    private final ComplaintRepository complaints;
    private final MajorComplaintRepository majors;
    private final ComplaintReplyRepository replies;
    private final ComplaintFeedbackRepository feedbacks;
    private final ComplaintTables tables;
    private final ComplaintNotices texts;
    private final CaseFiles cases;
    private final Notices notices;
    private final Posts posts;
    private final Staffing staffing;
    private final Clock clock;

    Complaints(ComplaintRepository complaints, MajorComplaintRepository majors, ComplaintReplyRepository replies, ComplaintFeedbackRepository feedbacks,
            ComplaintTables tables, ComplaintNotices texts, CaseFiles cases, Notices notices, Posts posts, Staffing staffing, Clock clock) {
        this.complaints = complaints;
        this.majors = majors;
        this.replies = replies;
        this.feedbacks = feedbacks;
        this.tables = tables;
        this.texts = texts;
        this.cases = cases;
        this.notices = notices;
        this.posts = posts;
        this.staffing = staffing;
        this.clock = clock;
    }

    /** The complaint, if the case has one. */
    @Transactional(readOnly = true)
    public Optional<ComplaintView> find(String caseNumber) {
        return complaints.findById(caseNumber).map(Complaint::view);
    }

    /** The complaint, or a Chinese refusal where the case has none. */
    @Transactional(readOnly = true)
    public ComplaintView view(String caseNumber) {
        return required(caseNumber).view();
    }

    /** All answers to the customer, oldest first. */
    @Transactional(readOnly = true)
    public List<ReplyView> replies(String caseNumber) {
        return replies.findByCaseNumberOrderById(caseNumber).stream().map(ComplaintReply::view).toList();
    }

    /** Everything that responsible departments fed back, oldest first. */
    @Transactional(readOnly = true)
    public List<FeedbackView> feedbacks(String caseNumber) {
        return feedbacks.findByCaseNumberOrderById(caseNumber).stream().map(ComplaintFeedback::view).toList();
    }

    /** What is special about a major complaint, if it is one. */
    @Transactional(readOnly = true)
    public Optional<MajorView> major(String caseNumber) {
        return majors.findById(caseNumber).map(MajorComplaint::view);
    }

    /** Step 1: every complaint is accepted, whatever its phase and channel (AS-CMP-01, AS-CMP-02, AMB-82). A sensitive one is reported upward at once (AS-CMP-20). */
    public void accept(String caseNumber, Answers answers, Actor actor) {
        CaseView file = cases.view(caseNumber);
        Complaint complaint = complaints.findById(caseNumber)
                .orElseGet(() -> new Complaint(caseNumber, file.site(), customerKey(file), file.unitName(), file.openedAt()));
        boolean sensitive = answers.yes("sensitive");
        complaint.accept(answers.text("channel"), answers.text("phase"), answers.text("mood"), answers.text("content"), answers.text("demand"),
                answers.textOr("evidence", null), sensitive, actor, clock.instant());
        complaints.save(complaint);
        cases.note(caseNumber, actor, NOTE, "受理投诉，客户诉求：" + answers.text("demand"), "AS-EIG-01");
        if (sensitive) {
            notices.send(texts.about(ComplaintNotices.SENSITIVE, caseNumber, "accepted")
                    .toPosts("service-supervisor", "service-manager")
                    .with("reportedBy", actor.name())
                    .with("mood", CustomerMood.valueOf(answers.text("mood")).label())
                    .build());
            cases.note(caseNumber, actor, NOTE, "敏感投诉，已上报客服主管和客户服务部经理", "AS-CMP-20");
        }
    }

    private static String customerKey(CaseView file) {
        if (file.customerId() != null) {
            return "customer:" + file.customerId();
        }
        return file.customerPhone() == null || file.customerPhone().isBlank() ? "case:" + file.number() : "phone:" + file.customerPhone();
    }

    /** What came of the talk with the customer at step 2. */
    public enum Confirmation {
        /** A complaint, with these facts and this demand. */
        CONFIRMED,
        /** An enquiry or another matter: back to the classification. */
        ENQUIRY,
        /** Taken back by the customer. */
        WITHDRAWN
    }

    /** Step 2: facts and demand are confirmed with the customer. */
    public Confirmation confirm(String caseNumber, Answers answers, Actor actor) {
        Complaint complaint = required(caseNumber);
        Instant now = clock.instant();
        Confirmation result = Confirmation.valueOf(answers.text("confirmResult"));
        switch (result) {
            case CONFIRMED -> {
                complaint.confirm(answers.text("facts"), answers.text("confirmedDemand"), actor, now);
                note(caseNumber, actor, "已与客户确认事实和诉求：" + answers.text("confirmedDemand"), "AS-EIG-02");
            }
            case ENQUIRY -> {
                complaint.end(ComplaintState.RETURNED, answers.text("reclassifyReason"), now);
                note(caseNumber, actor, "经确认不属投诉，退回重新分类：" + answers.text("reclassifyReason"), "AS-EIG-02");
            }
            case WITHDRAWN -> {
                complaint.end(ComplaintState.WITHDRAWN, answers.text("withdrawReason"), now);
                note(caseNumber, actor, "客户撤诉：" + answers.text("withdrawReason"), "AS-EIG-02");
                cases.handling(caseNumber, "客户撤诉：" + answers.text("withdrawReason"));
            }
        }
        return result;
    }

    /** Step 3, by the person: topic, cause, reasons for dissatisfaction, what speaks for a higher grade (AS-SEV-02, -03, -05). */
    public void assess(String caseNumber, Answers answers, Actor actor) {
        ComplaintCause cause = ComplaintCause.valueOf(answers.text("cause"));
        required(caseNumber).assess(new Complaint.Assessment(answers.text("topic"), cause, String.join(",", answers.list("dissatisfaction")),
                answers.text("analysis"), answers.yes("cannotHandle"), answers.yes("extremeHarm"), answers.yes("safety"), answers.yes("media"),
                answers.yes("legal"), answers.yes("repairMatter"), answers.textOr("repairUrgency", null)), actor, clock.instant());
        note(caseNumber, actor, "投诉评估：" + cause.label() + "，" + tables.topicName(answers.text("topic")), "AS-SEV-02 AS-SEV-05");
    }

    /**
     * Step 3, by the table: counts the customers who raised the topic and proposes a grade. Where this customer makes the topic a hot one, the open
     * complaints about it that were graded as ordinary are regraded (AMB-90).
     */
    public ComplaintGrade proposeGrade(String caseNumber) {
        Complaint complaint = required(caseNumber);
        Complaint.Assessment found = complaint.assessment();
        boolean counted = tables.counted(found.topic());
        Instant since = daysAgo(tables.hotDays());
        int customers = counted ? (int) complaints.customersOnTopic(complaint.site(), found.topic(), since) : 1;
        boolean repeated = counted && complaints.closedBefore(complaint.site(), found.topic(), caseNumber, complaint.customerKey(),
                complaint.unitName() == null ? "" : complaint.unitName(), daysAgo(tables.repeatDays()));
        ComplaintTables.Proposal proposal = tables.grade(found, customers, repeated);
        complaint.proposeGrade(customers, repeated, proposal.grade(), proposal.reason());
        note(caseNumber, Actor.SYSTEM, "建议等级：" + proposal.grade().label() + "（" + proposal.reason() + "）", "AS-SEV-01");
        if (counted) {
            complaints.ordinaryOnTopic(complaint.site(), found.topic(), since).stream()
                    .filter(other -> !other.getId().equals(caseNumber))
                    .forEach(other -> regrade(other, customers));
        }
        return proposal.grade();
    }

    private void regrade(Complaint other, int customers) {
        ComplaintView view = other.view();
        if (tables.grade(other.assessment(), customers, view.repeated()).grade() != ComplaintGrade.HOT) {
            return;
        }
        other.regrade(ComplaintGrade.HOT);
        cases.grade(other.getId(), ComplaintGrade.HOT.name());
        note(other.getId(), Actor.SYSTEM, "同一主题 " + tables.hotDays() + " 天内已有 " + customers + " 位客户投诉，由一般投诉改为热点投诉", "AS-SEV-01");
        notices.send(texts.about(ComplaintNotices.REGRADED, other.getId(), "hot")
                .toPosts("service-supervisor")
                .toLogins(view.tracker())
                .with("customers", String.valueOf(customers))
                .with("topic", tables.topicName(view.topic()))
                .build());
    }

    private Instant daysAgo(int days) {
        return LocalDate.now(clock).minusDays(days).atStartOfDay(clock.getZone()).toInstant();
    }

    /** Step 3, by the table: which post is responsible for a cause (AS-CMP-03). */
    public String proposeResponsibility(String caseNumber) {
        Complaint complaint = required(caseNumber);
        Complaint.Assessment found = complaint.assessment();
        String post = tables.post(found.cause(), found.legal());
        complaint.proposePost(post);
        return post;
    }

    /**
     * What was decided at step 3.
     *
     * @param major graded as major for the first time: to be reported at once
     * @param limitKey row of the table of limits that holds for the handling; {@code null} for a repair, which has limits of its own (AMB-34)
     */
    public record Decision(ComplaintGrade grade, boolean major, String responsiblePost, String tracker, boolean repairMatter, String limitKey) {
    }

    /**
     * Step 3, decided: grade, responsible department, tracker, who leads (AS-CMP-03, AS-CMP-04, AS-MAJ-01).
     *
     * @throws RuleViolation where a proposal is changed without a reason, or nobody holds the responsible post (AS-CMP-05)
     */
    public Decision decide(String caseNumber, Answers answers, Actor actor) {
        Complaint complaint = required(caseNumber);
        ComplaintView proposed = complaint.view();
        ComplaintGrade grade = ComplaintGrade.valueOf(answers.text("grade"));
        String post = answers.text("responsiblePost");
        String reason = answers.textOr("changeReason", null);
        boolean changed = grade != proposed.proposedGrade() || !post.equals(proposed.proposedPost());
        if (changed && reason == null) {
            throw new RuleViolation("changeReason", "与建议的" + proposed.proposedGrade().label() + "、" + posts.name(proposed.proposedPost()) + "不同，请说明理由");
        }
        if (staffing.holders(post, complaint.site()).isEmpty()) {
            throw new RuleViolation("responsiblePost", posts.name(post) + "在本小区没有指定投诉处理人员，请先由管理员安排（AS-CMP-05）");
        }
        String tracker = answers.text("tracker");
        String trackerName = staffing.nameOf(tracker);
        Instant now = clock.instant();
        complaint.decide(grade, post, grade == ComplaintGrade.MAJOR ? "service-manager" : "service-supervisor", tracker, trackerName, actor, now);
        cases.grade(caseNumber, grade.name());
        note(caseNumber, actor, "定为" + grade.label() + "，责任部门：" + posts.name(post) + "，跟踪人：" + trackerName + (changed ? "，与建议不同：" + reason : ""),
                "AS-SEV-01 AS-CMP-03");
        notices.send(texts.about(ComplaintNotices.TRACKER, caseNumber, String.valueOf(now.toEpochMilli()))
                .toLogins(tracker)
                .with("department", posts.name(post))
                .with("grade", grade.label())
                .build());
        boolean repair = complaint.assessment().repairMatter();
        boolean major = grade == ComplaintGrade.MAJOR && majors.findById(caseNumber).isEmpty();
        return new Decision(grade, major, post, tracker, repair, repair ? null : limit(complaint, false));
    }

    /**
     * Sets the limit within which the matter has to be solved and answers its row in the table of limits: a week from registration, but never before the
     * department's feedback (AMB-07, AMB-83); or, after a repair or a dissatisfied callback, a week from now.
     */
    String limit(Complaint complaint, boolean again) {
        String number = complaint.getId();
        Instant now = clock.instant();
        Instant opened = complaint.view().receivedAt();
        String key = ComplaintTables.AGAIN;
        if (!again) {
            key = tables.due(number, ComplaintTables.FEEDBACK, opened, now).isAfter(tables.due(number, ComplaintTables.WEEK, opened, now))
                    ? ComplaintTables.FEEDBACK : ComplaintTables.WEEK;
        }
        Instant due = tables.due(number, key, opened, now);
        complaint.dueAt(due);
        cases.dueAt(number, due);
        return key;
    }

    /** The limit of the handling follows the calendar and the clock of the case, as its timer does. */
    @EventListener
    @Transactional
    public void on(LimitMoved limit) {
        complaints.findById(limit.caseNumber()).filter(complaint -> !limit.ofRoom() && complaint.view().isOpen()).ifPresent(complaint -> {
            complaint.dueAt(limit.due());
            cases.dueAt(limit.caseNumber(), limit.due());
        });
    }

    Complaint required(String caseNumber) {
        return complaints.findById(caseNumber).orElseThrow(() -> new RuleViolation("caseNumber", "案件 " + caseNumber + " 没有投诉记录"));
    }

    void note(String caseNumber, Actor actor, String text, String rules) {
        cases.note(caseNumber, actor, NOTE, text, rules);
    }
}
