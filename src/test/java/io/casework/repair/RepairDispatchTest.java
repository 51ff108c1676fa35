package io.casework.repair;

import static io.casework.repair.RepairWalk.CLERK;
import static io.casework.repair.RepairWalk.IN_WARRANTY;
import static io.casework.repair.RepairWalk.LEADER;
import static io.casework.repair.RepairWalk.MANAGER;
import static io.casework.repair.RepairWalk.OUT_OF_WARRANTY;
import static io.casework.repair.RepairWalk.SUPERVISOR;
import static io.casework.repair.RepairWalk.TEAM;
import static io.casework.repair.RepairWalk.attendees;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseKind;
import io.casework.casefile.CaseState;
import io.casework.casefile.CaseView;
import io.casework.casefile.TimelineView;
import io.casework.organisation.StaffAdministration;
import io.casework.procedure.Choice;
import io.casework.procedure.ChoiceSource;
import io.casework.procedure.FormRequest;
import io.casework.report.CallerFile;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.DueDeliveries;
import io.casework.testkit.Rule;
import io.casework.testkit.TestHomes;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import io.casework.testkit.UnderAttack;
import io.casework.testkit.Walk;
import io.casework.worktime.CalendarAdministration;
import io.casework.worktime.CalendarDay;
import io.casework.worktime.CaseClocks;
import io.casework.worktime.DayKind;
import io.casework.worktime.PauseReason;
import io.casework.worktime.Worktime;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.VariableMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** 维修派工, every path. Starts on Monday 2026-07-06 at 09:00; the units are of this test alone. */
@CaseworkTest
@UnderAttack
class RepairDispatchTest {

    private static final LocalDateTime MONDAY = TurnableClock.START;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Autowired Walk walk;
    @Autowired RepairWalk steps;
    @Autowired TestHomes homes;
    @Autowired CallerFile callers;
    @Autowired Repairs repairs;
    @Autowired RepairSurveys surveys;
    @Autowired RepairCosts costs;
    @Autowired RepairOrders orders;
    @Autowired RepairAgreements agreements;
    @Autowired Contractors contractors;
    @Autowired CaseFiles cases;
    @Autowired CaseClocks clocks;
    @Autowired CalendarAdministration calendar;
    @Autowired Worktime worktime;
    @Autowired DueDeliveries deliveries;
    @Autowired FormService forms;
    @Autowired List<ChoiceSource> lists;
    @Autowired RuntimeService runtime;
    @Autowired StaffAdministration administration;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient jdbc;

    private long unit;

    @BeforeEach
    void freshUnit() {
        walk.resetClock();
        unit = steps.unit(TestStaff.EAST, OUT_OF_WARRANTY);
    }

    @AfterEach
    void resetClock() {
        walk.resetClock();
    }

    private OrderView order(String number) {
        return orders.latest(number).orElseThrow();
    }

    private SurveyView sheet(String number) {
        return surveys.latest(number).orElseThrow();
    }

    private CostView cost(String number) {
        return costs.latest(number).orElseThrow();
    }

    private List<String> story(String number) {
        return cases.timeline(number).stream().map(TimelineView::text).toList();
    }

    private static LocalDateTime local(java.time.Instant time) {
        return LocalDateTime.ofInstant(time, ZONE);
    }

    @Test
    @Rule({"AS-SUR-01", "AS-SUR-04", "AS-SUR-05", "AS-SUR-06", "AS-DSP-01", "AS-DSP-02", "AS-DSP-04", "AS-DSP-05", "AS-DSP-06", "AS-DSP-07", "AS-DSP-09",
        "AS-COS-04", "AS-CBK-01", "AS-CBK-02"})
    void aSmallRepairRunsFromSurveyToCallback() {
        String number = steps.start(unit);
        assertThat(walk.posts(walk.task(number, "Task_ArrangeSurvey"))).containsExactly("clerk");
        assertThat(walk.due(number, "Task_ArrangeSurvey")).isEqualTo(MONDAY.withHour(14).withMinute(30));

        steps.arrange(number);
        assertThat(sheet(number).demanded()).containsExactly(Party.SERVICE, Party.ENGINEERING, Party.REPAIR_LEADER);
        assertThat(walk.posts(walk.task(number, "Task_SurveySite"))).containsExactly("repair-leader");
        assertThat(walk.due(number, "Task_SurveySite")).isEqualTo(LocalDateTime.of(2026, 7, 7, 17, 30));
        assertThat(steps.notices(number)).containsExactly("survey-arranged");

        steps.survey(number);
        assertThat(sheet(number).attendees()).extracting(SurveyView.Attendee::party).contains(Party.CONTRACTOR);
        assertThat(repairs.view(number).responsibleParty()).isEqualTo(ResponsibleParty.COMPANY);
        assertThat(repairs.view(number).warranty()).isEqualTo("OUT");
        assertThat(repairs.view(number).limitKey()).isEqualTo("repair-single");

        steps.confirmClass(number);
        assertThat(repairs.view(number).orderClass()).isEqualTo("B");
        assertThat(repairs.view(number).executor()).isEqualTo(Executor.REPAIR_TEAM);

        steps.estimate(number, 800);
        assertThat(walk.openTasks(number)).containsExactly("Task_ApproveCost");
        assertThat(orders.latest(number)).isEmpty();
        steps.approve(MANAGER, number);

        assertThat(walk.posts(walk.task(number, "Task_IssueOrder"))).containsExactly("service-supervisor");
        assertThat(walk.due(number, "Task_IssueOrder")).isEqualTo(LocalDateTime.of(2026, 7, 7, 17, 30));
        walk.turnTo(LocalDateTime.of(2026, 7, 7, 10, 0));
        steps.issue(number);

        OrderView issued = order(number);
        assertThat(issued.orderNumber()).isEqualTo(number + "-P1");
        assertThat(issued.orderClass()).isEqualTo("B");
        assertThat(issued.issuedBy()).isEqualTo(SUPERVISOR);
        assertThat(walk.posts(walk.task(number, "Task_Repair"))).containsExactly("repair-team");
        assertThat(walk.due(number, "Task_Repair")).isEqualTo(LocalDateTime.of(2026, 7, 10, 17, 30));
        assertThat(local(cases.view(number).dueAt())).isEqualTo(LocalDateTime.of(2026, 7, 10, 17, 30));
        assertThat(walk.timerDue(number, "Timer_RepairOverdue")).isEqualTo(LocalDateTime.of(2026, 7, 10, 17, 30));
        assertThat(walk.timerDue(number, "Task_Repair")).isBetween(LocalDateTime.of(2026, 7, 9, 8, 0), LocalDateTime.of(2026, 7, 10, 17, 0));

        walk.turnTo(LocalDateTime.of(2026, 7, 8, 15, 0));
        steps.repair(number);
        steps.inspect(number);
        steps.sign(number);
        assertThat(order(number).state()).isEqualTo(OrderState.ACCEPTED);
        assertThat(order(number).signedBy()).isEqualTo("王芳");
        assertThat(order(number).qualityRating()).isEqualTo(5);
        assertThat(order(number).attitudeRating()).isEqualTo(4);
        assertThat(order(number).opinion()).isEqualTo("修得好");
        assertThat(orders.inspections(order(number).id())).singleElement()
                .satisfies(one -> {
                    assertThat(one.passed()).isTrue();
                    assertThat(one.threeParty()).isFalse();
                    assertThat(one.leaderName()).isEqualTo("赵队长");
                });

        assertThat(walk.posts(walk.task(number, "Task_CallCustomer"))).containsExactly("records-clerk");
        assertThat(walk.due(number, "Task_CallCustomer")).isEqualTo(LocalDateTime.of(2026, 7, 9, 17, 30));
        steps.callBack(number, "5");
        steps.finalCost(number, 800);

        assertThat(walk.running(number)).isFalse();
        RepairView repair = repairs.view(number);
        assertThat(repair.outcome()).isEqualTo("DONE");
        assertThat(repair.satisfaction()).isEqualTo(5);
        assertThat(repair.finalAmount()).isEqualByComparingTo("800");
        assertThat(local(repair.completedAt())).isEqualTo(LocalDateTime.of(2026, 7, 8, 15, 0));
        assertThat(cases.view(number).state()).isEqualTo(CaseState.OPEN);
        assertThat(cases.view(number).handling()).isEqualTo("维修已完成");
        assertThat(walk.passed(number)).contains("End_WorkAccepted", "End_Repaired")
                .doesNotContain("Task_RequestContractor", "Service_CountRefusal", "Call_Reapproval", "Service_ReportRepairOverdue", "Task_SecureSite");
        assertThat(steps.notices(number)).containsExactly("survey-arranged", "cost-approval-requested", "cost-approved", "dispatch-issued", "callback-due");
    }

    @Test
    @Rule({"AS-DSP-03", "AS-DSP-05"})
    void inWarrantyTheTeamWorksAsClassAOnTheStrengthOfTheAgreement() {
        transaction.executeWithoutResult(status -> agreements.enter(new RepairAgreements.Agreement(TestStaff.EAST, "BX-" + unit, "测试建筑公司",
                "保修期内维修", LocalDate.of(2026, 7, 6), null)));
        String number = steps.start(steps.unit(TestStaff.EAST, IN_WARRANTY));
        steps.arrange(number);
        steps.survey(number, "responsibleParty", "CONTRACTOR");
        assertThat(repairs.view(number).warranty()).isEqualTo("IN");
        steps.confirmClass(number);
        assertThat(repairs.view(number).orderClass()).isEqualTo("A");
        assertThat(repairs.view(number).agreementNumber()).startsWith("BX-");
        steps.estimate(number, 800);
        steps.approve(MANAGER, number);
        steps.issue(number);
        assertThat(order(number).orderClass()).isEqualTo("A");
    }

    @Test
    @Rule("AS-DSP-03")
    void anAgreementHasAnEndAndOneNumber() {
        RepairAgreements.Agreement agreement = new RepairAgreements.Agreement(TestStaff.WEST, "BX-W-" + unit, "西建公司", "保修期内维修",
                LocalDate.of(2025, 7, 1), LocalDate.of(2026, 6, 30));
        agreements.enter(agreement);
        assertThat(agreements.inForce(TestStaff.WEST, LocalDate.of(2026, 6, 30))).contains(agreement);
        assertThat(agreements.inForce(TestStaff.WEST, LocalDate.of(2026, 7, 1))).doesNotContain(agreement);
        assertThatThrownBy(() -> agreements.enter(agreement)).hasMessageContaining("已登记");
        assertThatThrownBy(() -> agreements.enter(new RepairAgreements.Agreement(TestStaff.WEST, "BX-X-" + unit, "西建公司", null, LocalDate.of(2026, 7, 1),
                LocalDate.of(2026, 6, 30)))).hasMessageContaining("有效期");
    }

    @Test
    @Rule({"AS-SUR-01", "AS-SUR-03"})
    void theRoughEstimateDecidesWhoIsCalledAndALateVisitNeedsAReason() {
        String number = steps.start(unit);
        assertThatThrownBy(() -> steps.arrange(number, "plannedAt", MONDAY.minusHours(1).toString())).hasStackTraceContaining("已经过去");
        assertThatThrownBy(() -> steps.arrange(number, "plannedAt", "2026-07-08T10:00")).hasStackTraceContaining("说明理由");
        assertThat(walk.openTasks(number)).containsExactly("Task_ArrangeSurvey");

        steps.arrange(number, "estimateKnown", "no", "roughEstimate", null, "plannedAt", "2026-07-08T10:00", "lateReason", "客户出差");
        assertThat(sheet(number).demanded()).containsExactly(Party.SERVICE, Party.ENGINEERING, Party.REPAIR_LEADER, Party.CONTRACTOR);
        assertThat(sheet(number).roughEstimate()).isNull();
        assertThat(sheet(number).lateReason()).isEqualTo("客户出差");
        assertThat(walk.due(number, "Task_SurveySite")).isEqualTo(LocalDateTime.of(2026, 7, 8, 17, 30));
    }

    @Test
    @Rule("AS-SUR-02")
    void propertyStaffMayTakeThePlaceOfTheEngineeringDepartment() {
        String number = steps.start(unit);
        steps.arrange(number);
        steps.survey(number, "attendees", attendees("SERVICE", "PROPERTY", "REPAIR_LEADER"));
        assertThat(sheet(number).missing()).isEmpty();
        assertThat(walk.openTasks(number)).containsExactly("Task_ConfirmClass");
    }

    @Test
    @Rule({"AS-SUR-01", "AS-SUR-03", "AS-SUR-04"})
    void aMissingPartyIsRefusedUnlessTheManagerWaivesIt() {
        String number = steps.start(unit);
        steps.arrange(number, "roughEstimate", 500);
        Map<String, Object> withoutContractor = steps.surveyForm("attendees", attendees("SERVICE", "ENGINEERING", "REPAIR_LEADER"));
        assertThatThrownBy(() -> walk.complete(LEADER, number, "Task_SurveySite", withoutContractor))
                .hasStackTraceContaining("缺少应到单位的会签：施工单位");
        List<Map<String, Object>> unsigned = attendees("SERVICE", "ENGINEERING", "REPAIR_LEADER", "CONTRACTOR");
        unsigned.get(3).put("signed", false);
        assertThatThrownBy(() -> steps.survey(number, "attendees", unsigned)).hasStackTraceContaining("施工单位");
        assertThat(sheet(number).result()).isEqualTo("PLANNED");

        steps.survey(number, "attendees", attendees("SERVICE", "ENGINEERING", "REPAIR_LEADER"), "waiverReason", "施工单位两次不到");
        assertThat(walk.posts(walk.task(number, "Task_WaiveAttendance"))).containsExactly("service-manager");
        walk.complete(MANAGER, number, "Task_WaiveAttendance", Map.of("waiver", "WAIVED", "waiverNote", "已书面通知"));
        assertThat(sheet(number).waiverDecision()).isEqualTo("WAIVED");
        assertThat(sheet(number).missing()).containsExactly(Party.CONTRACTOR);
        assertThat(walk.openTasks(number)).containsExactly("Task_ConfirmClass");
    }

    @Test
    @Rule("AS-SUR-01")
    void theManagerMayHaveTheSurveyRepeated() {
        String number = steps.start(unit);
        steps.arrange(number, "roughEstimate", 500);
        steps.survey(number, "attendees", attendees("SERVICE", "ENGINEERING", "REPAIR_LEADER"), "waiverReason", "施工单位不到");
        walk.complete(MANAGER, number, "Task_WaiveAttendance", Map.of("waiver", "REPEAT", "waiverNote", "金额较大"));
        assertThat(walk.openTasks(number)).containsExactly("Task_ArrangeSurvey");
        steps.arrange(number, "roughEstimate", 500);
        steps.survey(number);
        assertThat(surveys.all(number)).hasSize(2);
        assertThat(walk.openTasks(number)).containsExactly("Task_ConfirmClass");
    }

    @Test
    @Rule("AS-SUR-01")
    void withoutAccessAnotherVisitIsArranged() {
        String number = steps.start(unit);
        steps.arrange(number);
        walk.complete(LEADER, number, "Task_SurveySite", Map.of("surveyResult", "NO_ACCESS", "noAccessReason", "客户不在家"));
        assertThat(walk.openTasks(number)).containsExactly("Task_ArrangeSurvey");
        steps.arrange(number, "plannedAt", "2026-07-09T10:00", "lateReason", "客户要求周四");
        assertThat(surveys.all(number)).extracting(SurveyView::result).containsExactly("NO_ACCESS", "PLANNED");
        assertThat(walk.due(number, "Task_SurveySite")).isEqualTo(LocalDateTime.of(2026, 7, 9, 17, 30));
    }

    @Test
    @Rule("AS-SUR-01")
    void aSurveyThatIsLateIsRemindedAndReportedToTheManager() {
        String number = steps.start(unit);
        steps.arrange(number);
        walk.fire(number, "Task_SurveySite");
        walk.turnTo(LocalDateTime.of(2026, 7, 7, 17, 31));
        walk.fire(number, "Task_SurveySite");
        assertThat(steps.notices(number)).containsExactly("survey-arranged", "task-reminder", "task-overdue");
        assertThat(walk.openTasks(number)).containsExactly("Task_SurveySite");
    }

    @Test
    @Rule("AS-SUR-05")
    void aRepairThatSomebodyElseOwesGoesBackWithTheReason() {
        String number = steps.start(unit);
        steps.arrange(number);
        steps.survey(number, "responsibleParty", "EXTERNAL", "findings", "宽带线路故障");
        assertThat(walk.running(number)).isFalse();
        assertThat(walk.passed(number)).contains("End_NotCompany").doesNotContain("Task_ConfirmClass", "End_Repaired");
        assertThat(repairs.view(number).outcome()).isEqualTo("NOT_COMPANY");
        assertThat(repairs.view(number).outcomeReason()).isEqualTo("责任单位为外联单位：宽带线路故障");
        assertThat(cases.view(number).handling()).contains("不属本公司维修责任");
    }

    @Test
    @Rule("AS-DSP-05")
    void theManagerChangesTheProposedClassOnlyWithAReason() {
        String number = steps.start(unit);
        steps.arrange(number);
        steps.survey(number);
        assertThatThrownBy(() -> steps.confirmClass(number, "orderClass", "A")).hasStackTraceContaining("请说明理由");
        steps.confirmClass(number, "orderClass", "A", "overrideReason", "保修期内已报修");
        assertThat(repairs.view(number).orderClass()).isEqualTo("A");
        assertThat(repairs.view(number).overrideReason()).isEqualTo("保修期内已报修");
    }

    @Test
    @Rule("AS-COS-04")
    void aRefusedEstimateIsRevisedWithAReason() {
        String number = steps.start(unit);
        steps.arrange(number);
        steps.survey(number);
        steps.confirmClass(number);
        steps.estimate(number, 990);
        steps.refuse(MANAGER, number);
        assertThat(walk.posts(walk.task(number, "Task_DecideRefusedCost"))).containsExactly("clerk");
        walk.complete(CLERK, number, "Task_DecideRefusedCost", Map.of("refusedDecision", "REVISE"));
        VariableMap shown = walk.as(LEADER, () -> forms.getTaskFormVariables(walk.task(number, "Task_EstimateCost").getId()));
        assertThat(shown.get("revision")).isEqualTo(true);
        assertThat((String) shown.get("repairBrief")).contains("价格偏高");
        assertThatThrownBy(() -> steps.estimate(number, 700)).hasMessageContaining("这次修改了什么");
        steps.estimate(number, 700, "revisionReason", "改用国产材料");
        steps.approve(MANAGER, number);
        assertThat(walk.openTasks(number)).containsExactly("Task_IssueOrder");
        assertThat(repairs.costs(number)).extracting(CostView::decision).containsExactly(CostDecision.REFUSED, CostDecision.APPROVED);
        assertThat(cost(number).revisionReason()).isEqualTo("改用国产材料");
    }

    @Test
    @Rule({"AS-COS-04", "AS-INT-04"})
    void aRepairMayBeGivenUpAfterARefusalOnceTheCustomerHasBeenTold() {
        String number = steps.start(steps.open(CaseKind.REPAIR, TestStaff.EAST, unit, "13900000009", null));
        steps.arrange(number);
        steps.survey(number);
        steps.confirmClass(number);
        steps.estimate(number, 990);
        steps.refuse(MANAGER, number);
        assertThatThrownBy(() -> walk.complete(CLERK, number, "Task_DecideRefusedCost", Map.of("refusedDecision", "GIVE_UP", "giveUpReason", "费用过高")))
                .hasMessageContaining("告知客户");
        walk.complete(CLERK, number, "Task_DecideRefusedCost",
                Map.of("refusedDecision", "GIVE_UP", "giveUpReason", "费用过高", "toldCustomer", "电话说明，客户自行处理"));
        assertThat(walk.running(number)).isFalse();
        assertThat(walk.passed(number)).contains("End_Cancelled").doesNotContain("Task_IssueOrder", "Call_Callback");
        assertThat(repairs.view(number).outcome()).isEqualTo("CANCELLED");
        assertThat(cases.view(number).state()).isEqualTo(CaseState.CLOSED);
        assertThat(cases.view(number).completion()).isEqualTo("维修已取消");
        assertThat(story(number)).anyMatch(text -> text.contains("已告知客户：电话说明"));
    }

    @Test
    @Rule("AS-COS-01")
    void whoMadeTheEstimateCannotApproveIt() {
        String both = "both-" + unit;
        transaction.executeWithoutResult(status -> {
            administration.addStaff(both, "兼任者", "", both + "@casework.test");
            administration.assign(both, "repair-leader", TestStaff.EAST);
            administration.assign(both, "service-manager", null);
        });
        String number = steps.start(unit);
        steps.arrange(number);
        steps.survey(number);
        steps.confirmClass(number);
        walk.complete(both, number, "Task_EstimateCost", steps.estimateForm(800));
        assertThatThrownBy(() -> steps.approve(both, number)).isInstanceOf(RuntimeException.class);
        assertThat(cost(number).decision()).isEqualTo(CostDecision.PENDING);
        steps.approve(MANAGER, number);
        assertThat(cost(number).approvedBy()).isEqualTo(MANAGER);
    }

    @Test
    @Rule("AS-COS-02")
    void aMediumRepairWaitsForReviewAndApproval() {
        String number = steps.start(unit);
        steps.arrange(number);
        steps.survey(number, "trades", List.of("WATERPROOF", "PAINT"), "complex", true);
        steps.confirmClass(number);
        steps.estimate(number, 5000);
        steps.review(number);
        assertThat(walk.openTasks(number)).containsExactly("Task_ApproveCost");
        steps.approve("deputy-general-manager", number, "approvedAmount", 4500, "approvalReason", "核减人工");
        assertThat(walk.fact(number, "repair-dispatch", "approvedAmount")).isEqualTo(4500.0);
        assertThat(repairs.view(number).complex()).isTrue();
        assertThat(repairs.view(number).limitKey()).isEqualTo("repair-multi");
    }

    // Emergency

    private String emergency() {
        String number = steps.start(steps.open(CaseKind.CONTACT, TestStaff.EAST, unit, "13900000009", "EMERGENCY"));
        VariableMap shown = walk.as(CLERK, () -> forms.getTaskFormVariables(walk.task(number, "Task_ArrangeSurvey").getId()));
        assertThat(shown.get("emergency")).isEqualTo("yes");
        steps.arrange(number, "emergency", "yes");
        assertThat(walk.openTasks(number)).containsExactly("Task_SecureSite");
        assertThat(walk.due(number, "Task_SecureSite")).isEqualTo(MONDAY.plusHours(2));
        assertThatThrownBy(() -> walk.complete(LEADER, number, "Task_SecureSite",
                Map.of("securingMeasure", "关闭总阀", "securingBeganAt", MONDAY.plusHours(1).toString()))).hasStackTraceContaining("不能晚于现在");
        walk.complete(LEADER, number, "Task_SecureSite", Map.of("securingMeasure", "关闭总阀", "securingBeganAt", MONDAY.minusMinutes(30).toString()));
        steps.survey(number);
        steps.confirmClass(number);
        steps.estimate(number, 900);
        return number;
    }

    @Test
    @Rule("AS-COS-04")
    void inAnEmergencyTheWorkGoesOnWhileTheApprovalRuns() {
        String number = emergency();
        assertThat(walk.openTasks(number)).containsExactly("Task_ApproveCost", "Task_IssueOrder");
        assertThat(walk.due(number, "Task_ApproveCost")).isEqualTo(LocalDateTime.of(2026, 7, 7, 17, 30));
        assertThat(cost(number).kind()).isEqualTo(CostKind.EMERGENCY);
        assertThat(steps.notices(number)).containsExactly("survey-arranged", "emergency-approval-due");
        assertThat(repairs.view(number).securingBeganAt()).isEqualTo(MONDAY.minusMinutes(30).atZone(ZONE).toInstant());

        steps.issue(number);
        steps.repair(number);
        steps.inspect(number);
        steps.sign(number);
        steps.callBack(number, "4");
        assertThatThrownBy(() -> steps.finalCost(number, 900)).hasStackTraceContaining("仍在审批中");
        steps.approve(MANAGER, number);
        steps.finalCost(number, 900);

        assertThat(walk.running(number)).isFalse();
        assertThat(walk.passed(number)).contains("Throw_EmergencyApproval", "End_EmergencyApproved", "End_Repaired").doesNotContain("Call_CostApproval");
        assertThat(cost(number).decision()).isEqualTo(CostDecision.APPROVED);
    }

    @Test
    @Rule("AS-COS-04")
    void anEmergencyCostThatIsRefusedIsRevised() {
        String number = emergency();
        steps.refuse(MANAGER, number);
        assertThat(walk.openTasks(number)).containsExactly("Task_DecideEmergencyRefusal", "Task_IssueOrder");
        walk.complete(MANAGER, number, "Task_DecideEmergencyRefusal", Map.of("emergencyDecision", "REVISE", "emergencyNote", "按实际人工"));
        walk.complete(LEADER, number, "Task_ReviseEmergencyCost", steps.estimateForm(700, "revisionReason", "核减人工"));
        assertThat(cost(number).kind()).isEqualTo(CostKind.EMERGENCY);
        steps.approve(MANAGER, number);
        assertThat(walk.openTasks(number)).containsExactly("Task_IssueOrder");
        assertThat(cost(number).approvedAmount()).isEqualByComparingTo("700");
    }

    @Test
    @Rule("AS-COS-04")
    void anEmergencyCostThatIsLeftUnapprovedIsApprovedAsAWholeInTheEnd() {
        String number = emergency();
        steps.refuse(MANAGER, number);
        walk.complete(MANAGER, number, "Task_DecideEmergencyRefusal", Map.of("emergencyDecision", "LEAVE", "emergencyNote", "完工后一并审批"));
        assertThat(walk.openTasks(number)).containsExactly("Task_IssueOrder");
        steps.issue(number);
        steps.repair(number);
        steps.inspect(number);
        steps.sign(number);
        steps.callBack(number, "4");
        assertThatThrownBy(() -> steps.finalCost(number, 850)).hasStackTraceContaining("须重新审批");
        steps.finalCost(number, 850, "finalNote", "紧急处置未批准");
        steps.approve(MANAGER, number);
        assertThat(walk.running(number)).isFalse();
        assertThat(walk.passed(number)).contains("End_LeftUnapproved", "Call_Reapproval", "End_Repaired");
    }

    // Limits of the work

    @Test
    @Rule({"AS-SUR-06", "AS-DSP-06"})
    void threeWorkingDaysRunOverTheSpringFestivalAndItsMakeUpDays() {
        walk.turnTo(LocalDateTime.of(2026, 2, 13, 9, 0));
        String number = steps.start(unit);
        steps.arrange(number);
        walk.turnTo(LocalDateTime.of(2026, 2, 13, 16, 30));
        steps.survey(number);
        steps.confirmClass(number);
        steps.estimate(number, 800);
        steps.approve(MANAGER, number);
        steps.issue(number);
        assertThat(walk.due(number, "Task_Repair")).isEqualTo(LocalDateTime.of(2026, 2, 25, 17, 30));
    }

    @Test
    @Rule({"AS-SUR-07", "AS-DSP-06"})
    void sevenWorkingDaysRunOverTheSpringFestivalAndItsMakeUpDays() {
        walk.turnTo(LocalDateTime.of(2026, 2, 13, 9, 0));
        String number = steps.start(unit);
        steps.arrange(number);
        walk.turnTo(LocalDateTime.of(2026, 2, 13, 16, 30));
        steps.survey(number, "trades", List.of("WATERPROOF", "PAINT"));
        steps.confirmClass(number);
        steps.estimate(number, 800);
        steps.approve(MANAGER, number);
        steps.issue(number);
        assertThat(walk.due(number, "Task_Repair")).isEqualTo(LocalDateTime.of(2026, 3, 2, 17, 30));
    }

    @Test
    @Rule({"AS-DSP-06", "AS-DSP-02"})
    void aRepairThatBreaksItsLimitIsReportedOnceAndGoesOn() {
        String number = steps.untilRepair(unit);
        walk.fire(number, "Task_Repair");
        assertThat(steps.notices(number)).endsWith("task-reminder");
        walk.turnTo(LocalDateTime.of(2026, 7, 9, 17, 31));
        walk.fire(number, "Timer_RepairOverdue");
        assertThat(steps.notices(number)).endsWith("repair-overdue");
        assertThat(local(order(number).overdueAt())).isEqualTo(LocalDateTime.of(2026, 7, 9, 17, 31));
        assertThat(walk.openTasks(number)).containsExactly("Task_Repair");

        // A wish for more time comes too late; back at work, the same limit is not reported again.
        walk.complete(TEAM, number, "Task_Repair", Map.of("workResult", "EXTENSION", "extensionReason", "缺材料"));
        walk.complete(CLERK, number, "Task_RecordConsent", Map.of("consent", "no"));
        long reports = steps.notices(number).stream().filter("repair-overdue"::equals).count();
        walk.fire(number, "Timer_RepairOverdue");
        assertThat(steps.notices(number).stream().filter("repair-overdue"::equals).count()).isEqualTo(reports);
    }

    @Test
    @Rule({"AS-SUR-06", "AMB-91"})
    void anOpenOrderFollowsTheCalendarOnceThePassHasComeToItsCase() {
        walk.turnTo(LocalDateTime.of(2031, 7, 7, 9, 0));
        String number = steps.untilRepair(unit);
        LocalDateTime due = LocalDateTime.of(2031, 7, 10, 17, 30);
        assertThat(local(order(number).dueAt())).isEqualTo(due);
        LocalDate off = LocalDate.of(2031, 7, 9);
        calendar.putDay(CalendarDay.of(off, DayKind.HOLIDAY, "试验假", "试验通知"), "系统管理员");
        try {
            assertThat(local(order(number).dueAt())).as("nothing is moved while the administrator waits").isEqualTo(due);
            deliveries.run();
            assertThat(walk.timerDue(number, "Timer_RepairOverdue")).isEqualTo(due.plusDays(1));
            assertThat(local(order(number).dueAt())).isEqualTo(due.plusDays(1));
            assertThat(local(cases.view(number).dueAt())).isEqualTo(due.plusDays(1));
            calendar.removeDay(off, "系统管理员");
            deliveries.run();
            assertThat(local(order(number).dueAt())).isEqualTo(due);
        } finally {
            if (worktime.newestCalendar().day(off).isPresent()) {
                calendar.removeDay(off, "系统管理员");
            }
            // Others count what a pass moves among the cases of these years.
            runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).rootProcessInstances().list()
                    .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), "test"));
        }
    }

    @Test
    @Rule("AS-SUR-08")
    void moreTimeNeedsTheConsentOfTheCustomerBeforehandWithDateChannelAndNewDay() {
        String number = steps.untilRepair(unit);
        walk.complete(TEAM, number, "Task_Repair", Map.of("workResult", "EXTENSION", "extensionReason", "须两次闭水试验", "wishedDue", "2026-07-20"));
        assertThat(walk.posts(walk.task(number, "Task_RecordConsent"))).containsExactly("clerk");
        assertThatThrownBy(() -> consent(number, MONDAY, "2026-07-09")).hasStackTraceContaining("必须晚于原期限");
        assertThatThrownBy(() -> consent(number, MONDAY.plusHours(1), "2026-07-20")).hasStackTraceContaining("不能晚于现在");
        assertThatThrownBy(() -> walk.complete(CLERK, number, "Task_RecordConsent", Map.of("consent", "yes", "newDue", "2026-07-20")))
                .hasMessageContaining("同意");
        walk.turnTo(LocalDateTime.of(2026, 7, 10, 9, 0));
        assertThatThrownBy(() -> consent(number, LocalDateTime.of(2026, 7, 10, 8, 59), "2026-07-20")).hasStackTraceContaining("之前征得客户同意");
        walk.turnTo(MONDAY.plusHours(1));
        consent(number, MONDAY.plusMinutes(30), "2026-07-20");

        assertThat(walk.due(number, "Task_Repair")).isEqualTo(LocalDateTime.of(2026, 7, 20, 17, 30));
        assertThat(walk.timerDue(number, "Timer_RepairOverdue")).isEqualTo(LocalDateTime.of(2026, 7, 20, 17, 30));
        assertThat(orders.extensions(order(number).id())).singleElement().satisfies(one -> {
            assertThat(one.effective()).isTrue();
            assertThat(one.channel()).isEqualTo("PHONE");
            assertThat(one.newDue()).isEqualTo(LocalDate.of(2026, 7, 20));
            assertThat(one.needsApproval()).isFalse();
        });
        assertThat(steps.notices(number)).endsWith("extension-consented");
        assertThat(local(order(number).dueAt())).isEqualTo(LocalDateTime.of(2026, 7, 9, 17, 30));
        assertThat(walk.passed(number)).doesNotContain("Task_ApproveExtension");
    }

    private void consent(String number, LocalDateTime at, String newDue) {
        walk.complete(CLERK, number, "Task_RecordConsent", Map.of("consent", "yes", "consentedAt", at.toString(), "consentChannel", "PHONE",
                "newDue", newDue, "customerWords", "同意"));
    }

    @Test
    @Rule("AS-SUR-08")
    void withoutConsentTheLimitStaysAndASecondExtensionNeedsTheManager() {
        String number = steps.untilRepair(unit);
        Map<String, Object> wish = Map.of("workResult", "EXTENSION", "extensionReason", "缺材料");
        walk.complete(TEAM, number, "Task_Repair", wish);
        walk.complete(CLERK, number, "Task_RecordConsent", Map.of("consent", "no", "customerWords", "不同意"));
        assertThat(walk.due(number, "Task_Repair")).isEqualTo(LocalDateTime.of(2026, 7, 9, 17, 30));

        walk.complete(TEAM, number, "Task_Repair", wish);
        consent(number, MONDAY, "2026-07-13");
        walk.complete(TEAM, number, "Task_Repair", wish);
        consent(number, MONDAY, "2026-07-15");
        assertThat(walk.posts(walk.task(number, "Task_ApproveExtension"))).containsExactly("service-manager");
        walk.complete(MANAGER, number, "Task_ApproveExtension", Map.of("extensionDecision", "REFUSE", "extensionNote", "已延期一次"));
        assertThat(walk.due(number, "Task_Repair")).isEqualTo(LocalDateTime.of(2026, 7, 13, 17, 30));

        walk.complete(TEAM, number, "Task_Repair", wish);
        consent(number, MONDAY, "2026-07-15");
        walk.complete(MANAGER, number, "Task_ApproveExtension", Map.of("extensionDecision", "APPROVE", "extensionNote", "确有困难"));
        assertThat(walk.due(number, "Task_Repair")).isEqualTo(LocalDateTime.of(2026, 7, 15, 17, 30));
        assertThat(orders.extensions(order(number).id())).extracting(ExtensionView::effective).containsExactly(false, true, false, true);
    }

    @Test
    @Rule("AS-DSP-06")
    void aPauseOfTheCaseMovesTheLimitOfTheOrder() {
        String number = steps.untilRepair(unit);
        clocks.pause(number, PauseReason.WEATHER, "暴雨", CLERK);
        walk.turnTo(LocalDateTime.of(2026, 7, 8, 9, 0));
        clocks.resume(number, CLERK);
        assertThat(walk.due(number, "Task_Repair")).isEqualTo(LocalDateTime.of(2026, 7, 13, 17, 30));
        assertThat(local(order(number).dueAt())).isEqualTo(LocalDateTime.of(2026, 7, 13, 17, 30));
    }

    // Contractor

    private void request(String number) {
        if (contractors.named("测试建筑公司").isEmpty()) {
            contractors.add("测试建筑公司", "", "", "", "");
        }
        walk.complete("engineering", number, "Task_RequestContractor",
                Map.of("contractor", "测试建筑公司", "contractorContact", "王工 13900000010", "requestText", "工联字 12 号，限期维修"));
    }

    private void contractorDone(String number) {
        walk.complete("engineering", number, "Task_FollowContractor",
                Map.of("workResult", "DONE", "finishedAt", steps.now().toString(), "workDone", "重做防水"));
    }

    private String untilRequest() {
        String number = steps.untilRepair(unit);
        walk.complete(TEAM, number, "Task_Repair", Map.of("workResult", "CANNOT", "failureReason", "须吊篮作业"));
        return number;
    }

    private void ask(String number, Map<String, Object> answers) {
        Map<String, Object> whole = new LinkedHashMap<>(answers);
        whole.put("requestText", "工联字 13 号");
        walk.complete("engineering", number, "Task_RequestContractor", whole);
    }

    @Test
    @Rule("AS-CTR-01")
    void onlyContractorsOfTheListAreAskedAndTheirContactIsFilledInFromIt() {
        contractors.add("宏远幕墙工程有限公司", "贺工", "13900000021", "外墙", "");
        String number = untilRequest();
        assertThatThrownBy(() -> ask(number, Map.of("contractor", "宏远幕墙工程公司"))).hasStackTraceContaining("施工单位");
        assertThat(walk.openTasks(number)).containsExactly("Task_RequestContractor");
        ask(number, Map.of("contractor", "宏远幕墙工程有限公司"));
        assertThat(order(number).contractor()).isEqualTo("宏远幕墙工程有限公司");
        assertThat(jdbc.sql("select contractor_contact from repair_order where case_number = ? and executor = 'CONTRACTOR'").param(number).query(String.class).single())
                .isEqualTo("贺工 13900000021");
    }

    @Test
    @Rule("AS-CTR-01")
    void aContractorThatIsNotListedIsRegisteredWithTheRequestButNotWhenItMayBeAListedOneMisspelt() {
        contractors.add("鼎泰防水工程有限公司", "", "", "", "");
        String number = untilRequest();
        for (String slip : List.of("鼎泰防水工程公司", "鼎态防水工程有限公司", "鼎泰防水", "鼎泰防水工程（有限公司）")) {
            assertThatThrownBy(() -> ask(number, Map.of("contractor", "OTHER", "otherContractor", slip))).as(slip).hasStackTraceContaining("鼎泰防水工程有限公司");
        }
        assertThatThrownBy(() -> ask(number, Map.of("contractor", "OTHER", "otherContractor", " 鼎泰防水工程有限公司", "contractorChecked", true)))
                .hasStackTraceContaining("已登记");
        ask(number, Map.of("contractor", "OTHER", "otherContractor", "鼎态防水工程有限公司", "contractorChecked", true, "contractorContact", "施工 13900000022"));
        assertThat(order(number).contractor()).isEqualTo("鼎态防水工程有限公司");
        assertThat(contractors.named("鼎态防水工程有限公司")).get().extracting(Contractors.Contractor::note).asString().contains("施工 13900000022");
    }

    @Test
    @Rule("AS-CTR-01")
    void theListBeginsWithThoseWhoHaveAnAgreementAndNoneOfSeveralIsChosenBeforehand() {
        String number = untilRequest();
        contractors.add("阿尔法保温公司", "", "", "", "");
        contractors.add("阿尔法门窗公司", "", "", "门窗", "");
        contractors.add("泽润外墙公司", "", "", "外墙", "");
        for (String name : List.of("阿尔法门窗公司", "泽润外墙公司")) {
            agreements.enter(new RepairAgreements.Agreement(TestStaff.EAST, "XY-" + name, name, "", LocalDate.of(2026, 7, 1), LocalDate.of(2026, 7, 31)));
        }
        try {
            VariableMap shown = walk.as("engineering", () -> forms.getTaskFormVariables(walk.task(number, "Task_RequestContractor").getId()));
            assertThat(shown.get("contractor")).as("which of the two depends on the work").isNull();
            List<Choice> offered = lists.stream().filter(list -> list.name().equals("contractors")).findFirst().orElseThrow()
                    .choices(new FormRequest("repair-dispatch-request-contractor", "repair-dispatch", "Task_RequestContractor", number, TestStaff.EAST, "engineering",
                            fact -> null));
            assertThat(offered).extracting(Choice::label).containsSubsequence("阿尔法门窗公司（本小区有协议；门窗）", "阿尔法保温公司", "其他（没有登记的单位）")
                    .containsSubsequence("泽润外墙公司（本小区有协议；外墙）", "阿尔法保温公司").endsWith("其他（没有登记的单位）");
        } finally {
            jdbc.sql("delete from repair_agreement where number like 'XY-%'").update();
        }
    }

    @Test
    @Rule("AS-CTR-01")
    void numbersAndPointsOfTheCompassTellContractorsApart() {
        contractors.add("安泰第一建筑公司", "", "", "", "");
        contractors.add("安泰江南装饰公司", "", "", "", "");
        assertThat(contractors.alike("安泰第二建筑公司")).isEmpty();
        assertThat(contractors.alike("安泰江北装饰有限公司")).isEmpty();
        assertThat(contractors.alike("安泰江南装修公司")).isPresent();
        assertThat(contractors.alike("瑞丰门窗公司")).isEmpty();
    }

    @Test
    @Rule({"AS-CTR-01", "AS-CTR-02", "AS-DSP-08"})
    void whatTheTeamCannotDoTheContractorDoesWithinTheSameLimit() {
        String number = steps.untilRepair(unit);
        walk.turnTo(LocalDateTime.of(2026, 7, 8, 9, 0));
        walk.complete(TEAM, number, "Task_Repair", Map.of("workResult", "CANNOT", "failureReason", "须吊篮作业"));
        assertThat(walk.posts(walk.task(number, "Task_RequestContractor"))).containsExactly("engineering");
        assertThat(orders.all(number)).extracting(OrderView::state).containsExactly(OrderState.CANNOT);
        request(number);
        assertThat(walk.due(number, "Task_FollowContractor")).isEqualTo(LocalDateTime.of(2026, 7, 13, 17, 30));
        assertThat(order(number).contractor()).isEqualTo("测试建筑公司");
        walk.fire(number, "Task_FollowContractor");
        walk.turnTo(LocalDateTime.of(2026, 7, 13, 17, 31));
        walk.fire(number, "Timer_ContractorOverdue");
        assertThat(steps.notices(number)).endsWith("task-reminder", "repair-overdue");

        contractorDone(number);
        assertThatThrownBy(() -> steps.inspect(number)).hasStackTraceContaining("须三方检验");
        assertThatThrownBy(() -> steps.inspect(number, "inspectorParty", "PROPERTY", "thirdParty", "PROPERTY", "thirdName", "孙某"))
                .hasStackTraceContaining("不能同属");
        steps.inspect(number, "thirdParty", "ENGINEERING", "thirdName", "周工");
        steps.sign(number);
        steps.callBack(number, "3");
        steps.finalCost(number, 800);
        assertThat(walk.running(number)).isFalse();
        assertThat(walk.passed(number)).contains("End_TeamCannot", "Gateway_ContractorFailed", "End_ContractorOverdueReported")
                .doesNotContain("Task_DecideDefault");
        assertThat(orders.inspections(order(number).id())).singleElement().satisfies(one -> assertThat(one.thirdName()).isEqualTo("周工"));
    }

    @Test
    @Rule("AS-CTR-02")
    void aContractorGetsMoreTimeLikeTheTeam() {
        String number = steps.untilRepair(unit);
        walk.complete(TEAM, number, "Task_Repair", Map.of("workResult", "CANNOT", "failureReason", "须吊篮作业"));
        request(number);
        walk.complete("engineering", number, "Task_FollowContractor", Map.of("workResult", "EXTENSION", "extensionReason", "等材料"));
        consent(number, MONDAY, "2026-07-15");
        assertThat(walk.openTasks(number)).containsExactly("Task_FollowContractor");
        assertThat(walk.due(number, "Task_FollowContractor")).isEqualTo(LocalDateTime.of(2026, 7, 15, 17, 30));
    }

    @Test
    @Rule({"AS-CTR-01", "AS-DSP-03"})
    void whereNoTeamServesTheContractorRepairsInWarrantyAtItsOwnCost() {
        long west = steps.unit(TestStaff.WEST, LocalDate.of(2025, 9, 30));
        String number = steps.start(steps.open(CaseKind.CONTACT, TestStaff.WEST, west, "13900000009", null));
        walk.complete(TestStaff.login("clerk", TestStaff.WEST), number, "Task_ArrangeSurvey", Map.of("estimateKnown", "no", "classHint", "A",
                "emergency", "no", "plannedAt", MONDAY.plusHours(2).toString()));
        walk.complete(TestStaff.login("repair-leader", TestStaff.WEST), number, "Task_SurveySite", steps.surveyForm("responsibleParty", "CONTRACTOR"));
        steps.confirmClass(number);
        assertThat(repairs.view(number).orderClass()).isEqualTo("A");
        assertThat(walk.openTasks(number)).containsExactly("Task_RequestContractor");
        request(number);
        contractorDone(number);
        walk.complete(TestStaff.login("clerk", TestStaff.WEST), number, "Task_Inspect", Map.of("inspectedAt", MONDAY.toString(), "inspectorParty", "SERVICE",
                "inspector", "刘敏", "leaderName", "王工", "inspectionResult", "PASSED", "thirdParty", "PROPERTY", "thirdName", "孙某"));
        walk.complete(TestStaff.login("clerk", TestStaff.WEST), number, "Task_CustomerSign", Map.of("signResult", "SIGNED", "signedBy", "王芳"));
        walk.complete(TestStaff.login("records-clerk", TestStaff.WEST), number, "Task_CallCustomer",
                Map.of("contactResult", "ANSWERED", "contactWay", "CALL", "satisfaction", "5", "opinion", "好"));

        assertThat(walk.running(number)).isFalse();
        assertThat(costs.latest(number)).isEmpty();
        assertThat(walk.passed(number)).doesNotContain("Task_EstimateCost", "Call_CostApproval", "Task_IssueOrder", "Task_FinalCost");
    }

    @Test
    @Rule({"AS-CTR-01", "AS-RET-01"})
    void aContractorThatDoesNotPerformIsRecordedAndTheManagerDecides() {
        String number = steps.untilRepair(unit);
        walk.complete(TEAM, number, "Task_Repair", Map.of("workResult", "CANNOT", "failureReason", "须吊篮作业"));
        request(number);
        walk.complete("engineering", number, "Task_FollowContractor", Map.of("workResult", "NOT_PERFORMED", "failureReason", "拒不派人"));
        assertThat(walk.posts(walk.task(number, "Task_DecideDefault"))).containsExactly("service-manager");
        assertThat(cases.timeline(number)).anyMatch(line -> line.text().contains("未履行维修") && "AS-RET-01".equals(line.ruleIds()));
        walk.complete(MANAGER, number, "Task_DecideDefault", Map.of("defaultDecision", "REQUEST_AGAIN", "defaultReason", "再给一次机会"));
        request(number);
        walk.complete("engineering", number, "Task_FollowContractor", Map.of("workResult", "NOT_PERFORMED", "failureReason", "仍不派人"));
        walk.complete(MANAGER, number, "Task_DecideDefault", Map.of("defaultDecision", "OWN_COST", "newExecutor", "REPAIR_TEAM", "defaultReason", "先行维修再追偿"));

        assertThat(walk.openTasks(number)).containsExactly("Task_EstimateCost");
        assertThat(repairs.view(number).orderClass()).isEqualTo("B");
        steps.estimate(number, 950);
        steps.approve(MANAGER, number);
        steps.issue(number);
        assertThat(orders.all(number)).extracting(OrderView::state)
                .containsExactly(OrderState.CANNOT, OrderState.NOT_PERFORMED, OrderState.NOT_PERFORMED, OrderState.OPEN);
        assertThat(repairs.costs(number)).extracting(CostView::decision).containsExactly(CostDecision.DROPPED, CostDecision.APPROVED);
    }

    // Inspection and signature

    @Test
    @Rule({"AS-DSP-07", "AS-DSP-08"})
    void workThatFailsIsDoneAgainOnANewOrderWithANewLimitAndThenTheManagerDecides() {
        String number = steps.untilRepair(unit);
        walk.turnTo(LocalDateTime.of(2026, 7, 8, 9, 0));
        steps.repair(number);
        assertThatThrownBy(() -> steps.inspect(number, "inspectionResult", "FAILED")).hasMessageContaining("不合格之处");
        steps.inspect(number, "inspectionResult", "FAILED", "defects", "仍有渗水");
        assertThat(walk.openTasks(number)).containsExactly("Task_IssueOrder");
        VariableMap shown = walk.as(SUPERVISOR, () -> forms.getTaskFormVariables(walk.task(number, "Task_IssueOrder").getId()));
        assertThat((String) shown.get("repairBrief")).contains("仍有渗水");
        steps.issue(number);
        assertThat(walk.due(number, "Task_Repair")).isEqualTo(LocalDateTime.of(2026, 7, 13, 17, 30));
        assertThat(orders.all(number)).extracting(OrderView::state).containsExactly(OrderState.REWORK, OrderState.OPEN);
        assertThat(callers.of(Set.of(TestStaff.EAST), null, List.of(unit)).promises()).filteredOn(promise -> promise.caseNumber().equals(number))
                .as("the first order promises nothing any more").extracting(CallerFile.Promise::what).containsOnlyOnce("维修完工");

        steps.repair(number);
        steps.inspect(number, "inspectionResult", "FAILED", "defects", "还是渗水");
        assertThat(walk.posts(walk.task(number, "Task_DecideRework"))).containsExactly("service-manager");
        assertThat(repairs.view(number).refusals()).isEqualTo(2);
        walk.complete(MANAGER, number, "Task_DecideRework", Map.of("reworkDecision", "CONTRACTOR", "reworkReason", "维修队技术不足"));
        assertThat(walk.openTasks(number)).containsExactly("Task_RequestContractor");
        assertThat(repairs.view(number).refusals()).isZero();
    }

    @Test
    @Rule({"AS-DSP-09", "AS-DSP-07"})
    void aCustomerWhoRefusesToSignGetsReworkAndThenTheManagerDecides() {
        String number = steps.untilSign(unit);
        assertThatThrownBy(() -> walk.complete(CLERK, number, "Task_CustomerSign", Map.of("signResult", "REFUSED"))).hasStackTraceContaining("记录客户的意见");
        walk.complete(CLERK, number, "Task_CustomerSign", Map.of("signResult", "REFUSED", "opinion", "墙面不平"));
        assertThat(order(number).signResult()).isEqualTo("REFUSED");
        assertThat(walk.openTasks(number)).containsExactly("Task_IssueOrder");
        steps.issue(number);
        steps.repair(number);
        steps.inspect(number);
        walk.complete(CLERK, number, "Task_CustomerSign", Map.of("signResult", "REFUSED", "opinion", "还是不平"));
        walk.complete(MANAGER, number, "Task_DecideRework", Map.of("reworkDecision", "REWORK", "reworkReason", "再修一次"));
        steps.issue(number);
        steps.repair(number);
        steps.inspect(number);
        steps.sign(number);
        assertThat(walk.openTasks(number)).containsExactly("Task_CallCustomer");
        assertThat(orders.all(number)).hasSize(3);
    }

    @Test
    @Rule("AS-DSP-09")
    void aCustomerWhoIsNeverThereIsLeftToTheManagerAndTheCallback() {
        String number = steps.untilSign(unit);
        for (int i = 0; i < 3; i++) {
            walk.complete(CLERK, number, "Task_CustomerSign", Map.of("signResult", "ABSENT", "opinion", "上门无人"));
        }
        assertThat(walk.openTasks(number)).containsExactly("Task_DecideRework");
        walk.complete(MANAGER, number, "Task_DecideRework", Map.of("reworkDecision", "ACCEPT", "reworkReason", "检验合格，由回访确认"));
        assertThat(order(number).state()).isEqualTo(OrderState.ACCEPTED);
        assertThat(order(number).acceptReason()).isEqualTo("检验合格，由回访确认");
        assertThat(order(number).signedBy()).isNull();
        steps.callBack(number, "4");
        steps.finalCost(number, 800);
        assertThat(walk.running(number)).isFalse();
        assertThat(repairs.view(number).completedAt()).isNotNull();
    }

    @Test
    @Rule({"AS-CBK-01", "AS-DSP-09"})
    void aDissatisfiedCustomerGetsTheWorkDoneAgain() {
        String number = steps.untilSign(unit);
        steps.sign(number);
        steps.callBack(number, "1");
        assertThat(walk.openTasks(number)).containsExactly("Task_IssueOrder");
        assertThat(order(number).state()).isEqualTo(OrderState.REWORK);
        assertThat(repairs.view(number).refusals()).isEqualTo(1);
        steps.issue(number);
        steps.repair(number);
        steps.inspect(number);
        steps.sign(number);
        steps.callBack(number, "5");
        steps.finalCost(number, 800);
        assertThat(walk.running(number)).isFalse();
        assertThat(repairs.view(number).satisfaction()).isEqualTo(5);
    }

    // Final cost

    private String untilFinalCost(double estimate) {
        String number = steps.start(unit);
        steps.arrange(number);
        steps.survey(number);
        steps.confirmClass(number);
        steps.estimate(number, estimate);
        steps.approve(MANAGER, number);
        steps.issue(number);
        steps.repair(number);
        steps.inspect(number);
        steps.sign(number);
        steps.callBack(number, "5");
        return number;
    }

    @Test
    @Rule("AS-COS-04")
    void anOverrunOfExactlyTenPerCentNeedsNoNewApproval() {
        String number = untilFinalCost(800);
        steps.finalCost(number, 880);
        assertThat(walk.running(number)).isFalse();
        assertThat(repairs.costs(number)).hasSize(1);
        assertThat(repairs.view(number).finalAmount()).isEqualByComparingTo("880");
    }

    @Test
    @Rule("AS-COS-04")
    void aLargerOverrunIsApprovedAnewOrCorrected() {
        String number = untilFinalCost(800);
        assertThatThrownBy(() -> steps.finalCost(number, 880.01)).hasStackTraceContaining("请说明原因");
        steps.finalCost(number, 880.01, "finalNote", "多用一桶涂料");
        assertThat(cost(number).kind()).isEqualTo(CostKind.OVERRUN);
        assertThat(walk.openTasks(number)).containsExactly("Task_ApproveCost");
        steps.refuse(MANAGER, number);
        assertThat(walk.openTasks(number)).containsExactly("Task_FinalCost");
        steps.finalCost(number, 900, "finalNote", "附发票");
        steps.approve(MANAGER, number);
        assertThat(walk.running(number)).isFalse();
        assertThat(repairs.costs(number)).extracting(CostView::decision)
                .containsExactly(CostDecision.APPROVED, CostDecision.REFUSED, CostDecision.APPROVED);
        assertThat(repairs.view(number).outcome()).isEqualTo("DONE");
    }

    @Test
    @Rule("AS-COS-02")
    void anOverrunIntoAHigherTierIsApprovedThereHoweverSmall() {
        String number = untilFinalCost(1000);
        steps.finalCost(number, 1000.01, "finalNote", "尾差");
        assertThat(cost(number).tier()).isEqualTo("MEDIUM");
        assertThat(walk.openTasks(number)).containsExactly("Task_ReviewCost");
        steps.review(number);
        steps.approve("deputy-general-manager", number);
        assertThat(walk.running(number)).isFalse();
    }

    // The customer in between, and the case

    @Test
    @Rule("AS-INT-04")
    void aCustomerWhoWaitsIsToldWhereTheRepairStands() {
        String number = steps.untilRepair(unit);
        assertThat(walk.timerDue(number, "Timer_InterimAnswer")).isBefore(LocalDateTime.of(2026, 7, 9, 17, 30));
        walk.fire(number, "Timer_InterimAnswer");
        assertThat(steps.notices(number)).endsWith("customer-interim");
        assertThat(story(number)).anyMatch(text -> text.contains("已告知客户进展：正在维修，预计 2026-07-09 前完工"));
        assertThat(walk.openTasks(number)).containsExactly("Task_Repair");
    }

    @Test
    @Rule("AS-INT-04")
    void aCustomerWithoutANumberIsLeftToTheClerks() {
        String number = steps.start(steps.open(CaseKind.CONTACT, TestStaff.EAST, unit, null, null));
        walk.fire(number, "Timer_InterimAnswer");
        assertThat(steps.notices(number)).containsExactly("repair-interim-call");
        assertThat(story(number)).anyMatch(text -> text.contains("已受理，正在安排现场勘察"));
    }

    @Test
    @Rule("AS-INT-04")
    void aCustomerWhoRefusesToBeContactedIsLeftToTheClerksToo() {
        String number = steps.start(steps.open(CaseKind.CONTACT, TestStaff.EAST, unit, "15400020102", null));
        transaction.executeWithoutResult(status -> cases.identify(number, homes.resident(TestStaff.WEST, "15400020102").customerId(), "何西林", "15400020102", unit,
                "7栋1单元101"));
        walk.fire(number, "Timer_InterimAnswer");
        assertThat(steps.notices(number)).containsExactly("repair-interim-call");
        assertThat(story(number)).anyMatch(text -> text.contains("客户不愿接受短信联系，已转客服人员告知进展"));
    }

    @Test
    @Rule("AS-SWO-04")
    void aRepairThatIsACaseOfItsOwnIsWrittenOffAtTheEnd() {
        String number = steps.start(steps.open(CaseKind.REPAIR, TestStaff.EAST, unit, "13900000009", null));
        assertThat(number).startsWith("WX");
        steps.arrange(number);
        steps.survey(number);
        steps.confirmClass(number);
        steps.estimate(number, 800);
        steps.approve(MANAGER, number);
        steps.issue(number);
        steps.repair(number);
        steps.inspect(number);
        steps.sign(number);
        steps.callBack(number, "5");
        steps.finalCost(number, 800);
        assertThat(cases.view(number).state()).isEqualTo(CaseState.CLOSED);
        assertThat(cases.view(number).completion()).isEqualTo("已完成");
    }

    @Test
    @Rule("AS-INT-04")
    void aRepairThatIsTakenBackLeavesNothingOpen() {
        String number = steps.untilRepair(unit);
        runtime.deleteProcessInstance(runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).singleResult().getId(), "客户撤回");
        assertThat(repairs.view(number).outcome()).isEqualTo("CANCELLED");
        assertThat(repairs.view(number).outcomeReason()).isEqualTo("案件撤回");
        assertThat(order(number).state()).isEqualTo(OrderState.WITHDRAWN);
        assertThat(cost(number).decision()).isEqualTo(CostDecision.DROPPED);
        String again = steps.requested(unit, "900");
        assertThat(cost(again).consideredSum()).isEqualByComparingTo("900");
    }

    @Test
    @Rule("AS-SUR-05")
    void aMatterThatComesBackToRepairIsTakenUpAgain() {
        CaseView file = steps.open(CaseKind.CONTACT, TestStaff.EAST, unit, "13900000009", null);
        String number = steps.start(file);
        steps.arrange(number);
        steps.survey(number, "responsibleParty", "PROPERTY");
        assertThat(walk.running(number)).isFalse();
        steps.start(file);
        steps.arrange(number);
        assertThat(repairs.view(number).outcome()).isNull();
        steps.survey(number);
        steps.confirmClass(number);
        assertThat(walk.openTasks(number)).containsExactly("Task_EstimateCost");
        assertThat(surveys.all(number)).hasSize(2);
        assertThat(story(number)).contains("维修事项重新受理");
    }

    @Test
    @Rule("AS-SUR-04")
    void theFormsProposeWhatIsKnown() {
        String number = steps.start(unit);
        steps.arrange(number);
        VariableMap shown = walk.as(LEADER, () -> forms.getTaskFormVariables(walk.task(number, "Task_SurveySite").getId()));
        assertThat((String) shown.get("demandedParties")).contains("客户服务部、工程材料部、维修队长").contains("2026-07-06 11:00");
        assertThat(shown.get("attendees").toString()).contains("REPAIR_LEADER");
        steps.survey(number);
        shown = walk.as(MANAGER, () -> forms.getTaskFormVariables(walk.task(number, "Task_ConfirmClass").getId()));
        assertThat((String) shown.get("classProposal")).contains("B 类，由客户服务维修队维修").contains("已过保修期");
        assertThat((String) shown.get("repairBrief")).contains("楼上防水层破损").contains("责任单位 本公司");
    }
}
