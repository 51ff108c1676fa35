package io.casework.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.casefile.Actor;
import io.casework.casefile.Answers;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.TimelineView;
import io.casework.followup.CallbackResult;
import io.casework.followup.Callbacks;
import io.casework.organisation.StaffAdministration;
import io.casework.platform.RuleViolation;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Filled;
import io.casework.testkit.ProbeCases;
import io.casework.testkit.Rule;
import io.casework.testkit.TestHomes;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import io.casework.testkit.UnderAttack;
import io.casework.testkit.Walk;
import io.casework.worktime.CaseClocks;
import io.casework.worktime.PauseReason;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.VariableMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The eight steps of a complaint, and every way they can go. */
@CaseworkTest
@UnderAttack
class ComplaintTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);
    private static final String STEWARD = TestStaff.login("steward", TestStaff.EAST);
    private static final String SUPERVISOR = TestStaff.login("service-supervisor", TestStaff.EAST);
    private static final String RECORDS = TestStaff.login("records-clerk", TestStaff.EAST);
    private static final String PROPERTY = TestStaff.login("property-staff", TestStaff.EAST);
    private static final LocalDateTime MONDAY = TurnableClock.START;

    @Autowired Walk walk;
    @Autowired ProbeCases probes;
    @Autowired TestHomes homes;
    @Autowired Complaints complaints;
    @Autowired OpenComplaints open;
    @Autowired WeeklyComplaints weekly;
    @Autowired Callbacks callbacks;
    @Autowired CaseFiles cases;
    @Autowired FormService forms;
    @Autowired RuntimeService runtime;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;
    @Autowired StaffAdministration administration;

    @Autowired CaseClocks clocks;

    private String number;
    private String instance;

    @BeforeEach
    void mondayMorning() {
        walk.resetClock();
    }

    @AfterEach
    void turnBack() {
        walk.resetClock();
    }

    private void complain() {
        complain(ProbeCases.phone());
    }

    private void complain(String phone) {
        number = probes.open("王芳", phone, "外墙渗水一直没人管");
        instance = probes.handTo("complaint", number, Map.of());
    }

    private static final Map<String, Object> ACCEPT = Map.of("mood", "UPSET", "channel", "CALL", "phase", "WARRANTY", "content", "客厅外墙下雨就渗水",
            "demand", "尽快修好并道歉", "sensitive", false);
    private static final Map<String, Object> CONFIRM = Map.of("confirmResult", "CONFIRMED", "facts", "客厅外墙渗水，面积约两平方米", "confirmedDemand", "一周内修好");
    private static final Map<String, Object> ASSESS = Map.of("topic", "OTHER", "cause", "ENGINEERING", "dissatisfaction", List.of("A", "B"),
            "analysis", "外墙防水层破损，前次报修未跟进", "cannotHandle", false, "extremeHarm", false, "safety", false, "media", false, "legal", false,
            "repairMatter", false);
    private static final Map<String, Object> DECIDE = Map.of("grade", "ORDINARY", "responsiblePost", "engineering", "tracker", CLERK);
    private static final Map<String, Object> FEEDBACK = Map.of("feedbackResult", "HANDLED", "findings", "外墙防水层老化", "solution", "重做防水，三日内完成",
            "promisedAt", "2026-07-30T17:00", "handlerName", "赵工");
    private static final Map<String, Object> NOT_OURS = Map.of("feedbackResult", "NOT_OURS", "findings", "系装修公司改造所致");
    private static final Map<String, Object> REPLY = Map.of("replyKind", "FINAL", "replyChannel", "CALL", "replyText", "已安排重做防水", "refused", false);
    private static final Map<String, Object> RESOLVED = Map.of("followResult", "RESOLVED", "verification", "淋水试验不再渗漏");
    private static final Map<String, Object> ANALYSE = Map.of("satisfactionCase", "EQUAL", "lesson", "报修后未及时跟踪", "preventiveMeasure", "每日核对未结报修");

    private void accept() {
        walk.complete(CLERK, number, "Task_AcceptComplaint", ACCEPT);
    }

    private void confirm() {
        walk.complete(STEWARD, number, "Task_ConfirmComplaint", CONFIRM);
    }

    private void assess(Object... changes) {
        walk.complete(CLERK, number, "Task_AssessComplaint", Filled.with(ASSESS, changes));
    }

    private void decide(Object... changes) {
        walk.complete(SUPERVISOR, number, "Task_DecideComplaint", Filled.with(DECIDE, changes));
    }

    private void untilInvestigation() {
        accept();
        confirm();
        assess();
        decide();
    }

    private void untilCallback() {
        untilInvestigation();
        walk.complete("engineering", number, "Task_InvestigateComplaint", FEEDBACK);
        walk.complete(CLERK, number, "Task_ReplyComplaint", REPLY);
        walk.complete(CLERK, number, "Task_FollowToClosure", RESOLVED);
    }

    private void callBack(int satisfaction) {
        walk.complete(RECORDS, number, "Task_CallCustomer", Map.of("contactResult", "ANSWERED", "contactWay", "CALL",
                "satisfaction", String.valueOf(satisfaction), "opinion", "客户说：" + satisfaction + " 分"));
    }

    private ComplaintView record() {
        return complaints.view(number);
    }

    private List<String> receivers(String template) {
        return jdbc.queryForList("""
                select distinct d.recipient from notice n join notice_delivery d on d.notice_id = n.id
                where n.case_number = ? and n.template_key = ? and d.channel = 'IN_APP' order by 1""", String.class, number, template);
    }

    private List<String> texts() {
        return cases.timeline(number).stream().map(TimelineView::text).toList();
    }

    private static LocalDateTime local(java.time.Instant at) {
        return LocalDateTime.ofInstant(at, ZoneId.of("Asia/Shanghai"));
    }

    @Test
    @Rule({"AS-EIG-01", "AS-EIG-02", "AS-EIG-03", "AS-EIG-04", "AS-EIG-05", "AS-EIG-06", "AS-EIG-07", "AS-EIG-08", "AS-EIG-09", "AS-CMP-18", "AS-SEV-05", "AS-SEV-06"})
    void anOrdinaryComplaintGoesThroughTheEightStepsInTheirOrder() {
        complain();
        assertThat(walk.openTasks(number)).containsExactly("Task_AcceptComplaint");
        assertThat(walk.posts(walk.task(number, "Task_AcceptComplaint"))).containsExactly("clerk");
        assertThat(walk.due(number, "Task_AcceptComplaint")).isEqualTo(MONDAY.plusHours(2));
        accept();
        assertThat(walk.openTasks(number)).containsExactly("Task_ConfirmComplaint");
        assertThat(walk.posts(walk.task(number, "Task_ConfirmComplaint"))).containsExactly("clerk", "steward");
        confirm();
        assertThat(walk.openTasks(number)).containsExactly("Task_AssessComplaint");
        assess();
        assertThat(walk.openTasks(number)).containsExactly("Task_DecideComplaint");
        assertThat(record().proposedGrade()).isEqualTo(ComplaintGrade.ORDINARY);
        assertThat(record().proposedPost()).isEqualTo("engineering");
        decide();
        assertThat(walk.openTasks(number)).containsExactly("Task_InvestigateComplaint");
        assertThat(walk.posts(walk.task(number, "Task_InvestigateComplaint"))).containsExactly("engineering");
        assertThat(walk.due(number, "Task_InvestigateComplaint")).isEqualTo(LocalDateTime.of(2026, 7, 9, 17, 30));
        assertThat(cases.view(number).grade()).isEqualTo("ORDINARY");
        walk.turnTo(MONDAY.plusDays(1));
        walk.complete("engineering", number, "Task_InvestigateComplaint", FEEDBACK);
        assertThat(walk.openTasks(number)).containsExactly("Task_ReplyComplaint");
        assertThat(walk.due(number, "Task_ReplyComplaint")).isEqualTo(LocalDateTime.of(2026, 7, 8, 17, 30));
        walk.turnTo(MONDAY.plusDays(2));
        walk.complete(CLERK, number, "Task_ReplyComplaint", REPLY);
        assertThat(walk.openTasks(number)).containsExactly("Task_FollowToClosure");
        assertThat(walk.task(number, "Task_FollowToClosure").getAssignee()).as("the tracker has the task by name").isEqualTo(CLERK);
        walk.turnTo(MONDAY.plusDays(3));
        walk.complete(CLERK, number, "Task_FollowToClosure", RESOLVED);
        assertThat(walk.openTasks(number)).containsExactly("Task_CallCustomer");
        walk.turnTo(MONDAY.plusDays(4));
        callBack(4);
        assertThat(walk.openTasks(number)).containsExactly("Task_AnalyseComplaint");
        assertThat(walk.running(number)).isTrue();
        walk.complete(SUPERVISOR, number, "Task_AnalyseComplaint", ANALYSE);

        assertThat(walk.running(number)).isFalse();
        ComplaintView record = record();
        assertThat(record.state()).isEqualTo(ComplaintState.CLOSED);
        assertThat(record.dissatisfaction()).isEqualTo("A,B");
        assertThat(local(record.receivedAt())).isEqualTo(MONDAY);
        assertThat(local(record.feedbackAt())).isEqualTo(MONDAY.plusDays(1));
        assertThat(local(record.answeredAt())).isEqualTo(MONDAY.plusDays(2));
        assertThat(record.finalAnsweredAt()).isEqualTo(record.answeredAt());
        assertThat(local(record.resolvedAt())).isEqualTo(MONDAY.plusDays(3));
        assertThat(local(record.calledBackAt())).isEqualTo(MONDAY.plusDays(4));
        assertThat(record.satisfaction()).isEqualTo(4);
        assertThat(local(record.closedAt())).isEqualTo(MONDAY.plusDays(4));
        assertThat(record.satisfactionCase()).isEqualTo("EQUAL");
        assertThat(walk.notices(number)).containsExactly("complaint-tracker", "callback-due", "complaint-lesson");
        assertThat(receivers("complaint-lesson")).containsExactly("engineering");
        assertThat(texts()).anyMatch(text -> text.contains("一般投诉") && text.contains("跟踪人：东苑客服人员"));
        assertThat(cases.view(number).isOpen()).as("the intake writes the case off").isTrue();
        assertThat(cases.view(number).handling()).isEqualTo("投诉已处理并回访");
    }

    @Test
    @Rule({"AS-CMP-01", "AS-CMP-02", "AS-CMP-19", "AS-CMP-20", "AS-SEV-03"})
    void everyComplaintIsAcceptedAndASensitiveOneIsReportedUpward() {
        complain();
        assertThatThrownBy(() -> walk.complete(CLERK, number, "Task_AcceptComplaint", Filled.with(ACCEPT, "mood", null))).hasStackTraceContaining("客户情绪");
        walk.complete(CLERK, number, "Task_AcceptComplaint", Filled.with(ACCEPT, "phase", "OTHER", "sensitive", true, "mood", "ANGRY"));
        assertThat(receivers("complaint-sensitive")).containsExactly("service-manager", "service-manager2", SUPERVISOR);
        assertThat(record().sensitive()).isTrue();
        assertThat(record().phase()).isEqualTo("OTHER");
        VariableMap shown = walk.as(STEWARD, () -> forms.getTaskFormVariables(walk.task(number, "Task_ConfirmComplaint").getId()));
        assertThat((String) shown.get("complaintSheet")).contains("激动").contains("尽快修好并道歉").contains("敏感");
        assertThat(shown.get("confirmedDemand")).isEqualTo("尽快修好并道歉");
    }

    @Test
    @Rule("AS-EIG-02")
    void anEnquiryGoesBackToTheClassificationWithAReason() {
        complain();
        accept();
        walk.complete(CLERK, number, "Task_ConfirmComplaint", Map.of("confirmResult", "ENQUIRY", "reclassifyReason", "只是咨询交房时间"));
        assertThat(walk.running(number)).isFalse();
        assertThat(record().state()).isEqualTo(ComplaintState.RETURNED);
        assertThat(record().closeReason()).isEqualTo("只是咨询交房时间");
        assertThat(cases.view(number).isOpen()).isTrue();

        probes.handTo("complaint", number, Map.of());
        accept();
        assertThat(record().state()).as("taken up again when it is a complaint after all").isEqualTo(ComplaintState.OPEN);
    }

    @Test
    @Rule("AS-EIG-02")
    void aCustomerMayTakeTheComplaintBack() {
        complain();
        accept();
        walk.complete(STEWARD, number, "Task_ConfirmComplaint", Map.of("confirmResult", "WITHDRAWN", "withdrawReason", "已自行解决"));
        assertThat(walk.running(number)).isFalse();
        assertThat(record().state()).isEqualTo(ComplaintState.WITHDRAWN);
        assertThat(cases.view(number).handling()).contains("已自行解决");
    }

    @Test
    @Rule({"AS-SEV-01", "AS-CMP-03", "AS-CMP-04"})
    void aProposalIsChangedOnlyWithAReasonAndTheTrackerIsTold() {
        complain();
        accept();
        confirm();
        assess();
        VariableMap shown = walk.as(SUPERVISOR, () -> forms.getTaskFormVariables(walk.task(number, "Task_DecideComplaint").getId()));
        assertThat(shown).containsEntry("grade", "ORDINARY").containsEntry("responsiblePost", "engineering");
        assertThatThrownBy(() -> decide("grade", "IMPORTANT")).hasStackTraceContaining("请说明理由");
        assertThatThrownBy(() -> decide("responsiblePost", "design")).hasStackTraceContaining("请说明理由");
        assertThatThrownBy(() -> decide("tracker", "engineering")).as("a tracker is of customer service").hasStackTraceContaining("跟踪人");
        assertThat(record().grade()).isNull();
        decide("grade", "IMPORTANT", "changeReason", "客户系人大代表");
        assertThat(record().grade()).isEqualTo(ComplaintGrade.IMPORTANT);
        assertThat(receivers("complaint-tracker")).containsExactly(CLERK);
        assertThat(texts()).anyMatch(text -> text.contains("与建议不同：客户系人大代表"));
        assertThat(walk.openTasks(number)).containsExactly("Task_InvestigateComplaint");
    }

    @Test
    @Rule("AS-CMP-05")
    void aDepartmentWithoutANamedPersonIsNotMadeResponsible() {
        String elsewhere = probes.open("t-nobody", "无人", ProbeCases.phone(), "保洁不到位");
        Actor actor = Actor.SYSTEM;
        transaction.executeWithoutResult(status -> {
            complaints.accept(elsewhere, Answers.of(ACCEPT), actor);
            complaints.confirm(elsewhere, Answers.of(CONFIRM), actor);
            complaints.assess(elsewhere, Answers.of(Filled.with(ASSESS, "cause", "PROPERTY")), actor);
            complaints.proposeGrade(elsewhere);
            complaints.proposeResponsibility(elsewhere);
        });
        assertThatThrownBy(() -> transaction.executeWithoutResult(
                status -> complaints.decide(elsewhere, Answers.of(Filled.with(DECIDE, "responsiblePost", "property-staff")), actor)))
                .isInstanceOf(RuleViolation.class).hasMessageContaining("没有指定投诉处理人员");
        assertThat(complaints.view(elsewhere).grade()).isNull();
    }

    @Test
    @Rule({"AS-CMP-03", "AS-EIG-04", "AS-SEV-04"})
    void aDepartmentThatIsNotResponsibleSendsTheComplaintBackToAssessment() {
        complain();
        untilInvestigation();
        walk.complete("engineering", number, "Task_InvestigateComplaint", NOT_OURS);
        assertThat(walk.openTasks(number)).containsExactly("Task_AssessComplaint");
        assertThat(record().notOurs()).isEqualTo(1);
        assertThat(record().feedbackAt()).isNull();
        assertThat(texts()).anyMatch(text -> text.contains("系装修公司改造所致"));
        assess("cause", "PROPERTY");
        decide("responsiblePost", "property-staff");
        assertThat(walk.posts(walk.task(number, "Task_InvestigateComplaint"))).containsExactly("property-staff");
        walk.complete(PROPERTY, number, "Task_InvestigateComplaint", FEEDBACK);
        assertThat(complaints.feedbacks(number)).extracting(FeedbackView::post, FeedbackView::result)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("engineering", "NOT_OURS"), org.assertj.core.groups.Tuple.tuple("property-staff", "HANDLED"));
        assertThat(complaints.feedbacks(number).get(1).handler()).isEqualTo("赵工");
    }

    @Test
    @Rule({"AS-CMP-06", "AS-CMP-16"})
    void aDepartmentThatLetsThreeWorkingDaysPassIsRemindedAndReportedAndTheCustomerIsToldOfTheDelay() {
        complain();
        untilInvestigation();
        assertThat(walk.timerDue(number, "Task_InvestigateComplaint")).as("reminder at 75 per cent of the working time")
                .isBefore(LocalDateTime.of(2026, 7, 9, 17, 30)).isAfter(LocalDateTime.of(2026, 7, 8, 9, 0));
        walk.fire(number, "Task_InvestigateComplaint");
        assertThat(receivers("task-reminder")).containsExactly("engineering");
        assertThat(walk.timerDue(number, "Timer_FeedbackOverdue")).isEqualTo(LocalDateTime.of(2026, 7, 9, 17, 30));
        walk.turnTo(LocalDateTime.of(2026, 7, 9, 17, 30));
        walk.fire(number, "Timer_FeedbackOverdue");

        assertThat(receivers("feedback-overdue")).containsExactly("engineering", "service-manager", "service-manager2");
        assertThat(record().feedbackOverdue()).isEqualTo(1);
        assertThat(walk.openTasks(number)).containsExactly("Task_InformOfDelay", "Task_InvestigateComplaint");
        assertThat(walk.due(number, "Task_InformOfDelay")).isEqualTo(LocalDateTime.of(2026, 7, 10, 17, 30));
        walk.complete(CLERK, number, "Task_InformOfDelay", Map.of("replyChannel", "SMS", "replyText", "工程材料部仍在调查"));
        assertThat(complaints.replies(number)).extracting(ReplyView::kind).containsExactly("INTERIM");
        assertThat(record().answeredAt()).isNotNull();
        assertThat(record().finalAnsweredAt()).isNull();
        assertThat(walk.notices(number)).contains("customer-interim");
        walk.complete("engineering", number, "Task_InvestigateComplaint", FEEDBACK);
        assertThat(walk.openTasks(number)).containsExactly("Task_ReplyComplaint");
    }

    @Test
    @Rule("AS-CMP-16")
    void theFinalAnswerMakesAnOpenAnswerInBetweenNeedless() {
        complain();
        untilInvestigation();
        walk.fire(number, "Timer_FeedbackOverdue");
        walk.complete("engineering", number, "Task_InvestigateComplaint", FEEDBACK);
        walk.complete(CLERK, number, "Task_ReplyComplaint", REPLY);
        walk.complete(CLERK, number, "Task_FollowToClosure", RESOLVED);
        assertThat(walk.openTasks(number)).containsExactly("Task_CallCustomer");
    }

    @Test
    @Rule({"AS-CMP-16", "AS-EIG-05"})
    void aRefusalCarriesItsReasonAndAnInterimAnswerDoesNotCloseTheMatter() {
        complain();
        untilInvestigation();
        walk.complete("engineering", number, "Task_InvestigateComplaint", FEEDBACK);
        assertThatThrownBy(() -> walk.complete(CLERK, number, "Task_ReplyComplaint", Filled.with(REPLY, "refused", true))).hasStackTraceContaining("不能满足的理由");
        walk.complete(CLERK, number, "Task_ReplyComplaint", Filled.with(REPLY, "replyKind", "INTERIM"));
        assertThatThrownBy(() -> walk.complete(CLERK, number, "Task_FollowToClosure", RESOLVED)).hasStackTraceContaining("最终答复");
        walk.complete(CLERK, number, "Task_FollowToClosure", Map.of("followResult", "REPLY", "verification", "已修好，须正式答复"));
        assertThat(walk.openTasks(number)).containsExactly("Task_ReplyComplaint");
        walk.complete(CLERK, number, "Task_ReplyComplaint",
                Filled.with(REPLY, "replyChannel", "SMS", "refused", true, "refusalReason", "精神损失费没有依据"));
        assertThat(complaints.replies(number)).extracting(ReplyView::kind, ReplyView::refusalReason).containsExactly(
                org.assertj.core.groups.Tuple.tuple("INTERIM", null), org.assertj.core.groups.Tuple.tuple("FINAL", "精神损失费没有依据"));
        assertThat(walk.notices(number)).contains("customer-reply");
        walk.complete(CLERK, number, "Task_FollowToClosure", RESOLVED);
        assertThat(walk.openTasks(number)).containsExactly("Task_CallCustomer");
    }

    @Test
    @Rule({"AS-CMP-16", "AS-INT-04"})
    void aCustomerWhoRefusesToBeContactedIsAnsweredOtherwiseThanByShortMessage() {
        complain();
        transaction.executeWithoutResult(status -> cases.identify(number, homes.resident(TestStaff.WEST, "15400020102").customerId(), "何西林", "15400020102", null, null));
        untilInvestigation();
        walk.complete("engineering", number, "Task_InvestigateComplaint", FEEDBACK);
        assertThatThrownBy(() -> walk.complete(CLERK, number, "Task_ReplyComplaint", Filled.with(REPLY, "replyChannel", "SMS"))).hasStackTraceContaining("不愿接受短信联系");
        walk.complete(CLERK, number, "Task_ReplyComplaint", REPLY);
        assertThat(walk.notices(number)).doesNotContain("customer-reply", "customer-interim");
        assertThat(record().finalAnsweredAt()).isNotNull();
    }

    @Test
    @Rule({"AS-CMP-16", "AS-CBK-02"})
    void anAnonymousCustomerCannotBeAnsweredAndThatIsRecordedTruthfully() {
        complain(null);
        untilInvestigation();
        walk.complete("engineering", number, "Task_InvestigateComplaint", FEEDBACK);
        assertThatThrownBy(() -> walk.complete(CLERK, number, "Task_ReplyComplaint", Filled.with(REPLY, "replyChannel", "SMS"))).hasStackTraceContaining("没有登记客户电话");
        walk.complete(CLERK, number, "Task_ReplyComplaint", Filled.with(REPLY, "replyChannel", "NONE", "replyText", "匿名来信，无联系方式"));
        assertThat(record().answerImpossible()).isTrue();
        assertThat(record().answeredAt()).isNull();
        walk.complete(CLERK, number, "Task_FollowToClosure", RESOLVED);
        walk.complete(RECORDS, number, "Task_CallCustomer", Map.of("contactResult", "NO_CONTACT", "attemptNote", "匿名"));
        walk.complete("service-manager", number, "Task_DecideUnreachable", Map.of("consentsUnreachable", true, "consentReason", "匿名"));
        walk.complete(SUPERVISOR, number, "Task_AnalyseComplaint", ANALYSE);
        assertThat(record().state()).isEqualTo(ComplaintState.CLOSED);
        assertThat(record().calledBackAt()).isNull();
        assertThat(record().callbackResult()).isEqualTo("UNREACHABLE");
        assertThat(cases.view(number).handling()).isEqualTo("投诉已处理，回访联系不上");
    }

    @Test
    @Rule("AS-CMP-16")
    void aCustomerWithAPhoneNumberMustBeAnswered() {
        complain();
        untilInvestigation();
        walk.complete("engineering", number, "Task_InvestigateComplaint", FEEDBACK);
        assertThatThrownBy(() -> walk.complete(CLERK, number, "Task_ReplyComplaint", Filled.with(REPLY, "replyChannel", "NONE"))).hasStackTraceContaining("必须答复客户");
        assertThat(complaints.replies(number)).isEmpty();
    }

    @Test
    @Rule({"AS-CMP-08", "AS-CMP-09"})
    void afterAWeekTheComplaintIsReportedAndTheHandlingSoFarIsNoted() {
        complain();
        walk.turnTo(MONDAY.plusDays(1));
        untilInvestigation();
        assertThat(walk.timerDue(number, "Timer_ComplaintOverdue")).as("24:00 of the seventh day after registration").isEqualTo(LocalDateTime.of(2026, 7, 14, 0, 0));
        assertThat(local(record().dueAt())).isEqualTo(LocalDateTime.of(2026, 7, 14, 0, 0));
        assertThat(cases.view(number).dueAt()).isEqualTo(record().dueAt());
        walk.turnTo(LocalDateTime.of(2026, 7, 14, 9, 0));
        walk.fire(number, "Timer_ComplaintOverdue");
        assertThat(receivers("complaint-week-overdue")).containsExactly(CLERK, "service-manager", "service-manager2", SUPERVISOR);
        assertThat(record().overdueAt()).isNotNull();
        assertThat(walk.openTasks(number)).containsExactly("Task_InvestigateComplaint", "Task_NoteProcessSoFar");
        walk.complete(CLERK, number, "Task_NoteProcessSoFar", Map.of("processSoFar", "已勘察两次，等材料"));
        assertThat(record().processSoFar()).isEqualTo("已勘察两次，等材料");
        assertThat(walk.openTasks(number)).containsExactly("Task_InvestigateComplaint");
    }

    @Test
    @Rule({"AS-CMP-06", "AS-CMP-09"})
    void theWeekNeverEndsBeforeTheDepartmentsFeedback() {
        walk.turnTo(LocalDateTime.of(2026, 9, 29, 10, 0));
        complain();
        untilInvestigation();
        // The seventh day is 6 October, a holiday: the week would end on the 8th. The third working day of the feedback is the 9th.
        assertThat(walk.due(number, "Task_InvestigateComplaint")).isEqualTo(LocalDateTime.of(2026, 10, 9, 17, 30));
        assertThat(walk.timerDue(number, "Timer_ComplaintOverdue")).isEqualTo(LocalDateTime.of(2026, 10, 9, 17, 30));
        assertThat(local(record().dueAt())).isEqualTo(LocalDateTime.of(2026, 10, 9, 17, 30));
    }

    @Test
    @Rule("AS-CMP-09")
    void theLimitOnTheRecordFollowsTheClockOfTheCaseAsItsTimerDoes() {
        walk.turnTo(LocalDateTime.of(2026, 9, 29, 10, 0));
        complain();
        untilInvestigation();
        transaction.executeWithoutResult(status -> clocks.pause(number, PauseReason.CUSTOMER, "等客户回来开门", CLERK));
        walk.turnTo(LocalDateTime.of(2026, 9, 30, 10, 0));
        transaction.executeWithoutResult(status -> clocks.resume(number, CLERK));

        assertThat(walk.timerDue(number, "Timer_ComplaintOverdue")).as("a working day later").isEqualTo(LocalDateTime.of(2026, 10, 10, 17, 30));
        assertThat(local(record().dueAt())).isEqualTo(LocalDateTime.of(2026, 10, 10, 17, 30));
        assertThat(cases.view(number).dueAt()).isEqualTo(record().dueAt());
    }

    @Test
    @Rule({"AS-CMP-04", "AS-CMP-08", "AS-CMP-22", "AS-CMP-25"})
    void theTrackerFollowsUpEveryWorkingDayAndMaySendItBackToTheDepartment() {
        complain();
        untilInvestigation();
        walk.complete("engineering", number, "Task_InvestigateComplaint", FEEDBACK);
        walk.complete(CLERK, number, "Task_ReplyComplaint", REPLY);
        assertThat(walk.due(number, "Task_FollowToClosure")).isEqualTo(LocalDateTime.of(2026, 7, 7, 17, 30));
        walk.complete(CLERK, number, "Task_FollowToClosure", Map.of("followResult", "CONTINUE", "verification", "材料已到，明日施工"));
        assertThat(walk.openTasks(number)).isEmpty();
        assertThat(record().processSoFar()).isEqualTo("材料已到，明日施工");
        assertThat(walk.timerDue(number, "Timer_NextFollowUp")).isEqualTo(LocalDateTime.of(2026, 7, 7, 17, 30));
        walk.fire(number, "Timer_NextFollowUp");
        walk.complete(CLERK, number, "Task_FollowToClosure", Map.of("followResult", "INVESTIGATE", "verification", "仍渗水"));
        assertThat(walk.openTasks(number)).containsExactly("Task_InvestigateComplaint");
        assertThat(record().resolvedAt()).isNull();
    }

    @Test
    @Rule({"AS-EIG-07", "AS-CMP-25"})
    void aDissatisfiedCustomerGetsAnotherRoundAndThenTheManagerDecides() {
        complain();
        untilCallback();
        callBack(2);
        assertThat(walk.openTasks(number)).containsExactly("Task_ReopenComplaint");
        assertThat(record().dissatisfied()).isEqualTo(1);
        assertThat(record().resolvedAt()).isNull();
        assertThat(walk.notices(number)).contains("callback-dissatisfied");
        walk.complete(SUPERVISOR, number, "Task_ReopenComplaint", Map.of("reopenTo", "REPLY", "reopenReason", "客户没听明白"));
        assertThat(walk.openTasks(number)).containsExactly("Task_ReplyComplaint");
        assertThat(local(record().dueAt())).as("another week from now").isEqualTo(LocalDateTime.of(2026, 7, 14, 0, 0));
        walk.complete(CLERK, number, "Task_ReplyComplaint", REPLY);
        walk.complete(CLERK, number, "Task_FollowToClosure", RESOLVED);
        callBack(1);
        assertThat(walk.openTasks(number)).containsExactly("Task_DecideDissatisfaction");
        assertThat(walk.posts(walk.task(number, "Task_DecideDissatisfaction"))).containsExactly("service-manager");
        walk.complete("service-manager", number, "Task_DecideDissatisfaction", Map.of("reopenTo", "INVESTIGATE", "reopenReason", "再查一次防水"));
        assertThat(walk.openTasks(number)).containsExactly("Task_InvestigateComplaint");
        walk.complete("engineering", number, "Task_InvestigateComplaint", FEEDBACK);
        walk.complete(CLERK, number, "Task_ReplyComplaint", REPLY);
        walk.complete(CLERK, number, "Task_FollowToClosure", RESOLVED);
        callBack(1);
        assertThatThrownBy(() -> walk.complete("service-manager", number, "Task_DecideDissatisfaction", Map.of("reopenTo", "CLOSE", "reopenReason", "已尽力")))
                .hasStackTraceContaining("如何把决定告知客户");
        walk.complete("service-manager", number, "Task_DecideDissatisfaction",
                Map.of("reopenTo", "CLOSE", "reopenReason", "赔偿要求超出合同", "toldCustomer", "当面说明并送达书面答复"));
        walk.complete(SUPERVISOR, number, "Task_AnalyseComplaint", Filled.with(ANALYSE, "satisfactionCase", "BELOW"));
        assertThat(walk.running(number)).isFalse();
        assertThat(record().dissatisfied()).isEqualTo(3);
        assertThat(record().closeReason()).isEqualTo("赔偿要求超出合同");
        assertThat(record().callbackResult()).isEqualTo("DISSATISFIED");
        assertThat(callbacks.ofCase(number)).hasSize(3);
        assertThat(texts()).anyMatch(text -> text.contains("当面说明并送达书面答复"));
    }

    @Test
    @Rule("AS-EIG-07")
    void theSupervisorsFormDoesNotOfferToLeaveItAtThat() {
        complain();
        untilCallback();
        callBack(1);
        assertThatThrownBy(() -> walk.complete(SUPERVISOR, number, "Task_ReopenComplaint", Map.of("reopenTo", "CLOSE", "reopenReason", "算了")))
                .hasStackTraceContaining("如何处理");
        walk.complete(SUPERVISOR, number, "Task_ReopenComplaint", Map.of("reopenTo", "INVESTIGATE", "reopenReason", "未修好"));
        assertThat(walk.openTasks(number)).containsExactly("Task_InvestigateComplaint");
    }

    @Test
    @Rule("AS-CMP-25")
    void aComplaintThatRunsLateAfterItsReopeningIsReportedForItsNewLimitOnceMore() {
        complain();
        untilInvestigation();
        walk.fire(number, "Timer_ComplaintOverdue");
        walk.complete("engineering", number, "Task_InvestigateComplaint", FEEDBACK);
        walk.complete(CLERK, number, "Task_ReplyComplaint", REPLY);
        walk.complete(CLERK, number, "Task_FollowToClosure", RESOLVED);
        walk.complete(CLERK, number, "Task_NoteProcessSoFar", Map.of("processSoFar", "已解决，待回访"));
        walk.turnTo(MONDAY.plusDays(1));
        callBack(1);
        walk.complete(SUPERVISOR, number, "Task_ReopenComplaint", Map.of("reopenTo", "INVESTIGATE", "reopenReason", "未修好"));
        assertThat(record().overdueAt()).isNull();
        walk.fire(number, "Timer_ComplaintOverdue");
        assertThat(walk.notices(number).stream().filter("complaint-week-overdue"::equals)).hasSize(2);
    }

    @Test
    @Rule({"AS-MAJ-01", "AS-MAJ-02", "AS-MAJ-03", "AS-MAJ-04", "AS-SEV-07"})
    void aMajorComplaintIsReportedAtOnceAndTheManagementDrawsUpMeasures() {
        complain();
        accept();
        confirm();
        assess("extremeHarm", true);
        decide("grade", "MAJOR");
        assertThat(receivers("major-complaint")).containsExactly("deputy-general-manager", "general-manager");
        assertThat(receivers("lead-handed-to-manager")).containsExactly("service-manager", "service-manager2");
        assertThat(record().leadPost()).isEqualTo("service-manager");
        assertThat(walk.openTasks(number)).containsExactly("Task_DrawUpMeasures", "Task_HoldSpecialMeeting", "Task_InvestigateComplaint");
        assertThat(walk.posts(walk.task(number, "Task_DrawUpMeasures"))).containsExactly("deputy-general-manager", "general-manager");
        assertThat(walk.due(number, "Task_DrawUpMeasures")).isEqualTo(MONDAY.withHour(14).withMinute(30));

        walk.complete("deputy-general-manager", number, "Task_DrawUpMeasures",
                Map.of("measures", "立即停用并加固外墙", "directedPosts", List.of("engineering", "property-staff")));
        assertThat(receivers("major-measures")).containsExactly("engineering", PROPERTY, "service-manager", "service-manager2");
        assertThatThrownBy(() -> walk.complete("service-manager", number, "Task_HoldSpecialMeeting",
                Map.of("meetingOn", "2026-07-08", "participants", "各部门", "minutes", "纪要"))).hasStackTraceContaining("会议日期不能晚于今天");
        walk.complete("service-manager", number, "Task_HoldSpecialMeeting", Map.of("meetingOn", "2026-07-06", "participants", "各部门", "minutes", "分工如下"));
        assertThat(walk.openTasks(number)).containsExactly("Task_InvestigateComplaint", "Task_WriteSpecialReport");

        walk.complete("engineering", number, "Task_InvestigateComplaint", NOT_OURS);
        assess("extremeHarm", true, "cause", "DESIGN");
        decide("grade", "MAJOR", "responsiblePost", "design");
        assertThat(walk.openTasks(number)).as("reported and acted upon once").containsExactly("Task_InvestigateComplaint", "Task_WriteSpecialReport");
        assertThat(walk.notices(number).stream().filter("major-complaint"::equals)).hasSize(1);

        walk.complete("design", number, "Task_InvestigateComplaint", FEEDBACK);
        walk.complete(CLERK, number, "Task_ReplyComplaint", REPLY);
        walk.complete(CLERK, number, "Task_FollowToClosure", RESOLVED);
        assertThat(callbacks.open(number).orElseThrow().proposedWay()).as("a major complaint is called back in person").isEqualTo("VISIT");
        callBack(5);
        walk.complete(SUPERVISOR, number, "Task_AnalyseComplaint", ANALYSE);
        assertThat(walk.openTasks(number)).as("the case waits for the special report").containsExactly("Task_WriteSpecialReport");
        walk.complete("service-manager", number, "Task_WriteSpecialReport", Map.of("report", "经过、原因、措施"));
        assertThat(walk.running(number)).isFalse();
        MajorView major = complaints.major(number).orElseThrow();
        assertThat(major.measuresByName()).isEqualTo("总部副总经理");
        assertThat(major.minutes()).isEqualTo("分工如下");
        assertThat(major.report()).isEqualTo("经过、原因、措施");
        assertThat(texts()).anyMatch(text -> text.contains("立即报告总经理和副总经理"));
    }

    private String topic() {
        String code = "T" + ProbeCases.phone().substring(3);
        jdbc.update("insert into complaint_topic (code, name, position) values (?, ?, 50)", code, "主题" + code);
        return code;
    }

    private String assessed(String phone, String topic, LocalDateTime at) {
        walk.turnTo(at);
        complain(phone);
        accept();
        confirm();
        assess("topic", topic);
        return number;
    }

    @Test
    @Rule("AS-SEV-01")
    void theFifthCustomerWithinThirtyDaysMakesTheTopicHotAndRegradesTheOpenOnes() {
        String topic = topic();
        String old = assessed(ProbeCases.phone(), topic, MONDAY.minusDays(31));
        decide();
        String first = assessed(ProbeCases.phone(), topic, MONDAY.minusDays(30));
        decide();
        String important = assessed(ProbeCases.phone(), topic, MONDAY.minusDays(3));
        decide("grade", "IMPORTANT", "changeReason", "老人独居");
        String twice = ProbeCases.phone();
        assessed(twice, topic, MONDAY.minusDays(3));
        decide();
        String again = assessed(twice, topic, MONDAY);
        assertThat(complaints.view(again).customersOnTopic()).as("31 days ago is too long, and each customer counts once").isEqualTo(3);
        decide();
        String fourth = assessed(ProbeCases.phone(), topic, MONDAY);
        assertThat(complaints.view(fourth).customersOnTopic()).isEqualTo(4);
        assertThat(complaints.view(fourth).proposedGrade()).isEqualTo(ComplaintGrade.ORDINARY);
        assertThat(complaints.view(first).grade()).isEqualTo(ComplaintGrade.ORDINARY);
        decide();
        String fifth = assessed(ProbeCases.phone(), topic, MONDAY);

        assertThat(complaints.view(fifth).proposedGrade()).isEqualTo(ComplaintGrade.HOT);
        assertThat(complaints.view(first).grade()).isEqualTo(ComplaintGrade.HOT);
        assertThat(complaints.view(fourth).grade()).isEqualTo(ComplaintGrade.HOT);
        assertThat(complaints.view(again).grade()).isEqualTo(ComplaintGrade.HOT);
        assertThat(cases.view(fourth).grade()).isEqualTo("HOT");
        assertThat(complaints.view(important).grade()).as("never made lighter").isEqualTo(ComplaintGrade.IMPORTANT);
        assertThat(complaints.view(old).grade()).isEqualTo(ComplaintGrade.ORDINARY);
        number = fourth;
        assertThat(receivers("complaint-regraded")).containsExactly(CLERK, SUPERVISOR);
        assertThat(texts()).anyMatch(text -> text.contains("5 位客户") && text.contains("热点"));
    }

    @Test
    @Rule("AS-SEV-01")
    void aTopicThatSaysNothingIsNotCounted() {
        for (int i = 0; i < 5; i++) {
            assessed(ProbeCases.phone(), "OTHER", MONDAY);
        }
        assertThat(record().customersOnTopic()).isEqualTo(1);
        assertThat(record().proposedGrade()).isEqualTo(ComplaintGrade.ORDINARY);
    }

    private String closedComplaint(String phone, String topic) {
        assessed(phone, topic, MONDAY);
        decide();
        walk.complete("engineering", number, "Task_InvestigateComplaint", FEEDBACK);
        walk.complete(CLERK, number, "Task_ReplyComplaint", REPLY);
        walk.complete(CLERK, number, "Task_FollowToClosure", RESOLVED);
        callBack(5);
        walk.complete(SUPERVISOR, number, "Task_AnalyseComplaint", ANALYSE);
        return number;
    }

    @Test
    @Rule("AS-SEV-01")
    void theSameMatterAgainWithinThirtyDaysOfClosingIsAtLeastImportant() {
        String topic = topic();
        String phone = ProbeCases.phone();
        closedComplaint(phone, topic);
        assessed(phone, topic, MONDAY.plusDays(31));
        assertThat(record().repeated()).as("31 days after closing").isFalse();
        assertThat(record().proposedGrade()).isEqualTo(ComplaintGrade.ORDINARY);
        assessed(phone, topic, MONDAY.plusDays(30));
        assertThat(record().repeated()).as("30 days after closing").isTrue();
        assertThat(record().proposedGrade()).isEqualTo(ComplaintGrade.IMPORTANT);
        assessed(phone, topic, MONDAY.plusDays(29));
        assertThat(record().repeated()).isTrue();
        assessed(phone, topic(), MONDAY.plusDays(5));
        assertThat(record().repeated()).as("another matter").isFalse();
    }

    @Test
    @Rule("AS-EIG-07")
    void whoAnsweredTheCustomerDoesNotCallBack() {
        String both = TestStaff.login("records-clerk2", TestStaff.EAST);
        transaction.executeWithoutResult(status -> administration.assign(both, "clerk", TestStaff.EAST));
        try {
            complain();
            untilInvestigation();
            walk.complete("engineering", number, "Task_InvestigateComplaint", FEEDBACK);
            walk.complete(both, number, "Task_ReplyComplaint", REPLY);
            walk.complete(CLERK, number, "Task_FollowToClosure", RESOLVED);
            assertThatThrownBy(() -> walk.complete(both, number, "Task_CallCustomer", Map.of("contactResult", "ANSWERED", "contactWay", "CALL",
                    "satisfaction", "5", "opinion", "无"))).isInstanceOf(RuntimeException.class);
            assertThat(walk.task(number, "Task_CallCustomer").getAssignee()).isNull();
            callBack(5);
            assertThat(callbacks.ofCase(number).get(0).calledBy()).isEqualTo(RECORDS);
        } finally {
            transaction.executeWithoutResult(status -> administration.unassign(both, "clerk", TestStaff.EAST));
        }
    }

    @Test
    @Rule("AS-CMP-21")
    void theOpenComplaintsAreListedForTheSupervisorOnceEveryWorkingDay() {
        complain();
        untilInvestigation();
        String day = "2026-07-15";
        walk.turnTo(LocalDateTime.of(2026, 7, 15, 8, 30));
        open.reviewWhenOpen();
        assertThat(lists(day)).as("before the opening").isZero();
        walk.turnTo(LocalDateTime.of(2026, 7, 15, 9, 0));
        open.reviewWhenOpen();
        open.reviewWhenOpen();
        assertThat(lists(day)).isEqualTo(1);
        assertThat(jdbc.queryForObject("select count(*) from notice where notice_key = ?", Integer.class, "open-complaints/t-east/" + day)).isEqualTo(1);
        assertThat(jdbc.queryForObject("select cases from complaint_review where site = 't-east' and day = date '2026-07-15'", String.class)).contains(number);
        assertThat(open.at(TestStaff.EAST)).filteredOn(line -> line.caseNumber().equals(number)).singleElement()
                .satisfies(line -> assertThat(line.overdue()).as("due on the 13th").isTrue());
        walk.turnTo(LocalDateTime.of(2026, 7, 18, 10, 0));
        open.reviewWhenOpen();
        assertThat(lists("2026-07-18")).as("a Saturday").isZero();
    }

    @Test
    @Rule({"AS-CMP-07", "AS-CMP-08"})
    void onTheFirstWorkingDayOfTheWeekTheDepartmentGetsTheReportOfTheSite() {
        walk.turnTo(LocalDateTime.of(2026, 11, 2, 10, 0));
        complain();
        untilInvestigation();
        walk.complete("engineering", number, "Task_InvestigateComplaint", Filled.with(FEEDBACK, "promisedAt", "2026-11-04T17:00"));
        walk.complete(CLERK, number, "Task_ReplyComplaint", REPLY);
        walk.complete(CLERK, number, "Task_FollowToClosure", RESOLVED);
        callBack(5);
        walk.complete(SUPERVISOR, number, "Task_AnalyseComplaint", ANALYSE);
        String solved = number;
        complain();
        untilInvestigation();
        walk.turnTo(LocalDateTime.of(2026, 11, 9, 8, 30));
        weekly.reportWhenOpen();
        assertThat(weeks("2026-11-02")).as("before the opening").isZero();
        walk.turnTo(LocalDateTime.of(2026, 11, 9, 9, 0));
        weekly.reportWhenOpen();
        weekly.reportWhenOpen();

        assertThat(weeks("2026-11-02")).isEqualTo(1);
        Map<String, Object> report = jdbc.queryForMap("select * from complaint_week where site = 't-east' and week = date '2026-11-02'");
        assertThat(report).containsEntry("received", 2).containsEntry("resolved", 1).containsEntry("closed", 1);
        assertThat((Integer) report.get("open")).isPositive();
        assertThat(unsolved("2026-11-02")).contains(number + " 一般投诉 外墙渗水一直没人管 跟踪人东苑客服人员 经过：尚未登记").doesNotContain(solved);
        assertThat(jdbc.queryForList("""
                select distinct d.recipient from notice n join notice_delivery d on d.notice_id = n.id
                where n.notice_key = 'complaint-week/t-east/2026-11-02' and d.channel = 'IN_APP' order by 1""", String.class))
                .contains("service-manager", "service-manager2", SUPERVISOR);

        walk.turnTo(LocalDateTime.of(2026, 11, 10, 9, 0));
        walk.fire(number, "Timer_ComplaintOverdue");
        walk.complete(CLERK, number, "Task_NoteProcessSoFar", Map.of("processSoFar", "已勘察两次，\n等材料"));
        walk.turnTo(LocalDateTime.of(2026, 11, 16, 9, 0));
        weekly.reportWhenOpen();
        assertThat(unsolved("2026-11-09"))
                .contains(number + " 一般投诉 外墙渗水一直没人管 跟踪人东苑客服人员 已超期 经过：已勘察两次， 等材料");
    }

    @Test
    @Rule("AS-CMP-07")
    void aReportThatFallsOnAHolidayIsHandedInOnTheNextWorkingDayAndNoWeekIsLeftOut() {
        walk.turnTo(LocalDateTime.of(2026, 10, 5, 10, 0));
        weekly.reportWhenOpen();
        assertThat(weeks("2026-09-28")).as("Monday in the national holidays").isZero();
        walk.turnTo(LocalDateTime.of(2026, 10, 8, 9, 0));
        weekly.reportWhenOpen();
        assertThat(weeks("2026-09-28")).isEqualTo(1);

        walk.turnTo(LocalDateTime.of(2026, 2, 9, 9, 0));
        weekly.reportWhenOpen();
        walk.turnTo(LocalDateTime.of(2026, 2, 24, 9, 0));
        weekly.reportWhenOpen();
        assertThat(weeks("2026-02-02")).isEqualTo(1);
        assertThat(weeks("2026-02-09")).isEqualTo(1);
        assertThat(weeks("2026-02-16")).as("a week without a working day").isEqualTo(1);
    }

    private String unsolved(String monday) {
        return String.join("\n", jdbc.queryForList("select case_number || ' ' || text from complaint_week_line where site = 't-east' and week = cast(? as date) order by line",
                String.class, monday));
    }

    private int weeks(String monday) {
        return jdbc.queryForObject("select count(*) from complaint_week where site = 't-east' and week = cast(? as date)", Integer.class, monday);
    }

    private int lists(String day) {
        return jdbc.queryForObject("select count(*) from complaint_review where site = 't-east' and day = cast(? as date)", Integer.class, day);
    }

    @Test
    void aComplaintThatIsOvertakenByTheEndOfTheCaseIsSettled() {
        complain();
        untilCallback();
        runtime.deleteProcessInstance(instance, "客户撤回");
        assertThat(record().state()).isEqualTo(ComplaintState.WITHDRAWN);
        assertThat(callbacks.ofCase(number)).singleElement().satisfies(callback -> assertThat(callback.result()).isEqualTo(CallbackResult.CANCELLED));
        assertThat(open.at(TestStaff.EAST)).noneMatch(line -> line.caseNumber().equals(number));
    }

    @Test
    @Rule("AS-CMP-06")
    void aPromiseCannotLieInThePast() {
        complain();
        untilInvestigation();
        assertThatThrownBy(() -> walk.complete("engineering", number, "Task_InvestigateComplaint", Filled.with(FEEDBACK, "promisedAt", "2026-07-01T09:00")))
                .hasStackTraceContaining("不能早于现在");
        assertThat(complaints.feedbacks(number)).isEmpty();
        assertThat(walk.openTasks(number)).containsExactly("Task_InvestigateComplaint");
    }
}
