package io.casework.complaint;

import io.casework.casefile.Actor;
import io.casework.casefile.AnswerChannel;
import io.casework.casefile.Answers;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseKind;
import io.casework.casefile.CaseView;
import io.casework.casefile.NewCase;
import io.casework.customer.Customers;
import io.casework.notification.NoticeTemplates;
import io.casework.notification.Notices;
import io.casework.organisation.Posts;
import io.casework.platform.ChineseTime;
import io.casework.platform.RuleViolation;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Steps 4 to 8 of a complaint: investigated, answered, followed to closure, called back, fed back into prevention (AS-EIG-04 to -08). */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class ComplaintHandling {

    private static final Set<String> BY_PHONE = Set.of("CALL", "SMS", "WECHAT");

    private final Complaints complaints;
    private final ComplaintReplyRepository replies;
    private final ComplaintFeedbackRepository feedbacks;
    private final ComplaintTables tables;
    private final ComplaintNotices texts;
    private final CaseFiles cases;
    private final Customers customers;
    private final Notices notices;
    private final Posts posts;
    private final Clock clock;

    ComplaintHandling(Complaints complaints, ComplaintReplyRepository replies, ComplaintFeedbackRepository feedbacks, ComplaintTables tables,
            ComplaintNotices texts, CaseFiles cases, Customers customers, Notices notices, Posts posts, Clock clock) {
        this.complaints = complaints;
        this.replies = replies;
        this.feedbacks = feedbacks;
        this.tables = tables;
        this.texts = texts;
        this.cases = cases;
        this.customers = customers;
        this.notices = notices;
        this.posts = posts;
        this.clock = clock;
    }

    /** The repair becomes a case of its own; the complaint stays the parent (AMB-34). Answers the new case. */
    public CaseView openRepair(String caseNumber, Actor actor) {
        Complaint complaint = complaints.required(caseNumber);
        CaseView file = cases.view(caseNumber);
        CaseView child = cases.open(new NewCase(CaseKind.REPAIR, caseNumber, file.site(), file.channel(), file.customerId(), file.customerName(),
                file.customerPhone(), file.unitId(), file.unitName(), file.matter(), complaint.view().facts(),
                complaint.assessment().repairUrgency()), actor);
        complaint.repair(child.number());
        return child;
    }

    /**
     * What came of the repair.
     *
     * @param outcome DONE, CANCELLED, or NOT_COMPANY where somebody else is responsible
     * @return row of the table of limits for what is left to do; {@code null} where the responsibility has to be assessed anew
     */
    public String repaired(String caseNumber, String outcome, Actor actor) {
        Complaint complaint = complaints.required(caseNumber);
        String child = complaint.view().repairCaseNumber();
        String handling = cases.view(child).handling();
        if ("NOT_COMPANY".equals(outcome)) {
            complaint.repaired(outcome, null, clock.instant());
            complaints.note(caseNumber, actor, "维修案件 " + child + " 认定不属本公司维修责任，退回重新评估", "AS-CMP-03");
            return null;
        }
        boolean done = "DONE".equals(outcome);
        complaint.repaired(outcome, handling == null ? done ? "维修已完成" : "维修已取消" : handling, clock.instant());
        complaints.note(caseNumber, actor, "维修案件 " + child + (done ? " 已完成" : " 未进行：" + (handling == null ? "已取消" : handling)) + "，待答复客户", "AS-CMP-09");
        return complaints.limit(complaint, true);
    }

    /**
     * Step 4: the responsible department feeds back (AS-CMP-06), signed by whoever handles it there (REC-008).
     *
     * @return whether the department takes the matter as its own
     */
    public boolean feedback(String caseNumber, Answers answers, Actor actor) {
        Complaint complaint = complaints.required(caseNumber);
        String post = complaint.view().responsiblePost();
        Instant now = clock.instant();
        boolean ours = "HANDLED".equals(answers.text("feedbackResult"));
        Instant promised = answers.dateTimeIfAny("promisedAt").map(ChineseTime::instant).orElse(null);
        if (promised != null && promised.isBefore(now)) {
            throw new RuleViolation("promisedAt", "承诺的完成时间不能早于现在");
        }
        feedbacks.save(new ComplaintFeedback(caseNumber, post, answers.text("feedbackResult"), answers.text("findings"), answers.textOr("solution", null),
                promised, answers.textOr("handlerName", null), now, actor));
        if (ours) {
            complaint.feedback(answers.text("solution"), promised, now);
            complaints.note(caseNumber, actor, posts.name(post) + "反馈：" + answers.text("solution")
                    + (promised == null ? "" : "（承诺 " + ChineseTime.minute(promised) + " 前完成）"), "AS-CMP-06");
        } else {
            complaint.refused();
            complaints.note(caseNumber, actor, posts.name(post) + "认为不属本部门责任，退回评估：" + answers.text("findings"), "AS-CMP-03");
        }
        return ours;
    }

    /** The department has let its 3 working days pass: told to the manager and the department, counted (AS-CMP-06). */
    public void feedbackOverdue(String caseNumber) {
        Complaint complaint = complaints.required(caseNumber);
        ComplaintView view = complaint.view();
        int times = complaint.feedbackOverdue();
        notices.send(texts.about(NoticeTemplates.FEEDBACK_OVERDUE, caseNumber, "feedback-" + times)
                .toPosts("service-manager", view.responsiblePost())
                .with("department", posts.name(view.responsiblePost()))
                .with("dueAt", ChineseTime.minute(clock.instant()))
                .build());
        complaints.note(caseNumber, Actor.SYSTEM, posts.name(view.responsiblePost()) + "超过期限未反馈（第 " + times + " 次），已通知客户服务部经理和责任部门", "AS-CMP-06");
    }

    /**
     * Step 5: the customer is answered. Every complaint gets an answer, and a refusal carries its reason (AS-CMP-16, AMB-75).
     *
     * @throws RuleViolation where the channel needs a phone number that the case does not have, where SMS is chosen for a customer who refuses to be
     *     contacted, or where an answer is called impossible although there is a number
     */
    public void reply(String caseNumber, Answers answers, Actor actor) {
        boolean last = "FINAL".equals(answers.text("replyKind"));
        String refusal = answers.yes("refused") ? answers.text("refusalReason") : null;
        answer(caseNumber, last, answers, refusal, actor);
    }

    /** An answer in between: how the matter stands (AMB-85, AMB-94). */
    public void interim(String caseNumber, Answers answers, Actor actor) {
        answer(caseNumber, false, answers, null, actor);
    }

    private void answer(String caseNumber, boolean last, Answers answers, String refusal, Actor actor) {
        Complaint complaint = complaints.required(caseNumber);
        String channel = answers.text("replyChannel");
        String text = answers.text("replyText");
        CaseView view = cases.view(caseNumber);
        String phone = view.customerPhone();
        boolean reachable = phone != null && !phone.isBlank();
        if (!reachable && BY_PHONE.contains(channel)) {
            throw new RuleViolation("replyChannel", "案件没有登记客户电话，请改用其他方式；匿名客户请选“无法答复”");
        }
        if ("SMS".equals(channel) && customers.contactRefused(view.customerId())) {
            throw new RuleViolation("replyChannel", "客户不愿接受短信联系，请改用其他方式回复");
        }
        boolean impossible = "NONE".equals(channel);
        if (impossible && reachable) {
            throw new RuleViolation("replyChannel", "案件登记有客户电话，必须答复客户（AS-CMP-16）");
        }
        Instant now = clock.instant();
        ComplaintReply reply = replies.save(new ComplaintReply(caseNumber, last ? "FINAL" : "INTERIM", channel, text, refusal, now, actor));
        complaint.answered(last, impossible, now);
        if ("SMS".equals(channel)) {
            notices.send(texts.about(last ? NoticeTemplates.CUSTOMER_REPLY : NoticeTemplates.CUSTOMER_INTERIM, caseNumber, "reply-" + reply.id())
                    .toCustomer(phone, false)
                    .with("reply", text + (refusal == null ? "" : " " + refusal))
                    .with("progress", text)
                    .build());
        }
        complaints.note(caseNumber, actor, (impossible ? "匿名客户，无法答复：" : (last ? "答复客户（" : "中间答复客户（") + AnswerChannel.valueOf(channel).label() + "）：") + text
                + (refusal == null ? "" : "；不予满足的理由：" + refusal), "AS-CMP-16 AS-EIG-05");
    }

    /** What the tracker found at step 6. */
    public enum FollowUp {
        /** Solved and verified. */
        RESOLVED,
        /** Still being worked on: tracking goes on (AS-CMP-08). */
        CONTINUE,
        /** The customer has to be answered again. */
        REPLY,
        /** Not solved: back to the department. */
        INVESTIGATE
    }

    /**
     * Step 6: the tracker follows the matter to its closure (AS-CMP-04, AS-CMP-25).
     *
     * @throws RuleViolation where it is called solved although the customer has not had a final answer
     */
    public FollowUp follow(String caseNumber, Answers answers, Actor actor) {
        Complaint complaint = complaints.required(caseNumber);
        FollowUp result = FollowUp.valueOf(answers.text("followResult"));
        String text = answers.text("verification");
        if (result == FollowUp.RESOLVED) {
            complaint.resolved(text, actor, clock.instant());
            complaints.note(caseNumber, actor, "核实已解决：" + text, "AS-EIG-06");
            cases.handling(caseNumber, text);
        } else {
            complaint.processSoFar(text);
            complaints.note(caseNumber, actor, switch (result) {
                case CONTINUE -> "继续跟踪，处理经过：";
                case REPLY -> "须再次答复客户：";
                default -> "未解决，退回责任部门：";
            } + text, "AS-CMP-04 AS-CMP-08");
        }
        return result;
    }

    /** The limit has passed: told to supervisor and manager, once for each limit (AS-CMP-09). */
    public void weekOverdue(String caseNumber) {
        Complaint complaint = complaints.required(caseNumber);
        ComplaintView view = complaint.view();
        if (!complaint.overdue(clock.instant())) {
            return;
        }
        notices.send(texts.about(ComplaintNotices.WEEK_OVERDUE, caseNumber, ChineseTime.minute(view.dueAt()))
                .toPosts("service-supervisor", "service-manager")
                .toLogins(view.tracker())
                .with("dueAt", ChineseTime.deadline(view.dueAt()))
                .with("department", posts.name(view.responsiblePost()))
                .with("trackerName", view.trackerName())
                .build());
        complaints.note(caseNumber, Actor.SYSTEM, "超过期限 " + ChineseTime.deadline(view.dueAt()) + " 仍未解决，已通知客服主管和客户服务部经理", "AS-CMP-09");
    }

    /** The handling so far is noted for a matter that is not yet solved (AS-CMP-08). */
    public void noteProcess(String caseNumber, Answers answers, Actor actor) {
        complaints.required(caseNumber).processSoFar(answers.text("processSoFar"));
        complaints.note(caseNumber, actor, "超期未解决，处理经过：" + answers.text("processSoFar"), "AS-CMP-08");
    }

    /** What follows from the callback. */
    public enum AfterCallback {
        /** On to step 8. */
        ANALYSE,
        /** Dissatisfied: back into handling. */
        REOPEN,
        /** Dissatisfied again: the manager decides. */
        MANAGER
    }

    /** Step 7: the customer was called back, or could not be (AS-EIG-07, AS-CMP-25). {@code satisfaction} may be {@code null}. */
    public AfterCallback calledBack(String caseNumber, String result, Integer satisfaction) {
        Complaint complaint = complaints.required(caseNumber);
        int dissatisfied = complaint.calledBack(result, satisfaction, !"UNREACHABLE".equals(result), clock.instant());
        if (!"DISSATISFIED".equals(result)) {
            return AfterCallback.ANALYSE;
        }
        complaints.note(caseNumber, Actor.SYSTEM, "回访不满意（第 " + dissatisfied + " 次），退回处理", "AS-CMP-25");
        return dissatisfied >= tables.rounds() ? AfterCallback.MANAGER : AfterCallback.REOPEN;
    }

    /** How a dissatisfied customer's complaint goes on. */
    public enum Reopening {
        INVESTIGATE("由责任部门再处理"),
        REPLY("再次答复客户"),
        CLOSE("结束处理");

        private final String label;

        Reopening(String label) {
            this.label = label;
        }
    }

    /**
     * Supervisor or manager decides how to go on; only the manager's form offers to leave it at that.
     *
     * @param limitKey row of the table of limits for another round, {@code null} where it ends
     */
    public record Again(Reopening how, String limitKey) {
    }

    /** The supervisor, or after several rounds the manager, decides how to go on. */
    public Again reopen(String caseNumber, Answers answers, Actor actor) {
        Complaint complaint = complaints.required(caseNumber);
        Reopening how = Reopening.valueOf(answers.text("reopenTo"));
        String reason = answers.text("reopenReason");
        complaints.note(caseNumber, actor, "客户不满意，" + how.label + "：" + reason, "AS-CMP-25");
        if (how == Reopening.CLOSE) {
            complaint.endedByManager(reason, clock.instant());
            complaints.note(caseNumber, actor, "已把决定告知客户：" + answers.text("toldCustomer"), "AS-CMP-16");
            return new Again(how, null);
        }
        return new Again(how, complaints.limit(complaint, true));
    }

    /** Step 8: cause, lesson and prevention go back to the department (AS-EIG-08, AS-SEV-06). */
    public void analyse(String caseNumber, Answers answers, Actor actor) {
        Complaint complaint = complaints.required(caseNumber);
        complaint.analyse(answers.text("lesson"), answers.text("preventiveMeasure"), answers.text("satisfactionCase"), actor, clock.instant());
        ComplaintView view = complaint.view();
        notices.send(texts.about(ComplaintNotices.LESSON, caseNumber, ChineseTime.minute(clock.instant()))
                .toPosts(view.responsiblePost())
                .with("cause", view.cause().label())
                .with("lesson", answers.text("lesson"))
                .with("preventiveMeasure", answers.text("preventiveMeasure"))
                .build());
        complaints.note(caseNumber, actor, "信息反馈：" + answers.text("lesson") + "；预防措施：" + answers.text("preventiveMeasure") + "（客户体验"
                + Expectation.valueOf(answers.text("satisfactionCase")).label() + "）", "AS-EIG-08 AS-SEV-06");
    }

    /** All eight steps are done. The case itself is written off by the intake (AS-SWO-04). */
    public void close(String caseNumber, Actor actor) {
        Complaint complaint = complaints.required(caseNumber);
        complaint.close(clock.instant());
        ComplaintView view = complaint.view();
        cases.handling(caseNumber, view.closeReason() != null ? "投诉处理结束：" + view.closeReason()
                : "UNREACHABLE".equals(view.callbackResult()) ? "投诉已处理，回访联系不上" : "投诉已处理并回访");
        complaints.note(caseNumber, actor, "投诉关闭", "AS-EIG-09");
    }

    /** The procedure ended; a complaint that is still open goes with it (the case was withdrawn). */
    public void settle(String caseNumber) {
        if (complaints.find(caseNumber).filter(ComplaintView::isOpen).isPresent()) {
            complaints.required(caseNumber).end(ComplaintState.WITHDRAWN, "案件已撤回", clock.instant());
        }
    }
}
