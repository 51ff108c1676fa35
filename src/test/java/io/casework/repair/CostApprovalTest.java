package io.casework.repair;

import static io.casework.repair.RepairWalk.LEADER;
import static io.casework.repair.RepairWalk.MANAGER;
import static io.casework.repair.RepairWalk.OUT_OF_WARRANTY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.TimelineView;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Rule;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import io.casework.testkit.UnderAttack;
import io.casework.testkit.Walk;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.variable.VariableMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** 维修款审批, every path and every boundary. Starts on Monday 2026-07-06 at 09:00. */
@CaseworkTest
@UnderAttack
class CostApprovalTest {

    @Autowired Walk walk;
    @Autowired RepairWalk steps;
    @Autowired RepairCosts costs;
    @Autowired CaseFiles cases;
    @Autowired FormService forms;

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

    private CostView cost(String number) {
        return costs.latest(number).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.01", "999.99", "1000"})
    @Rule({"AS-COS-01", "AS-COS-04"})
    void upToAThousandYuanTheManagerApproves(String amount) {
        String number = steps.requested(unit, amount);
        assertThat(walk.openTasks(number)).containsExactly("Task_ApproveCost");
        assertThat(walk.posts(walk.task(number, "Task_ApproveCost"))).containsExactly("service-manager");
        assertThat(walk.due(number, "Task_ApproveCost")).isEqualTo(LocalDateTime.of(2026, 7, 7, 17, 30));
        assertThat(steps.notices(number)).containsExactly("cost-approval-requested");

        steps.approve(MANAGER, number);

        assertThat(cost(number).decision()).isEqualTo(CostDecision.APPROVED);
        assertThat(cost(number).tier()).isEqualTo("SMALL");
        assertThat(cost(number).approvedAmount()).isEqualByComparingTo(amount);
        assertThat(cost(number).approvedBy()).isEqualTo(MANAGER);
        assertThat(cost(number).requestedBy()).isEqualTo(LEADER);
        assertThat(cost(number).reviewedBy()).isNull();
        assertThat(walk.running(number)).isFalse();
        assertThat(walk.passed(number)).contains("End_CostApproved").doesNotContain("Task_ReviewCost");
        assertThat(steps.notices(number)).containsExactly("cost-approval-requested", "cost-approved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000.01", "10000"})
    @Rule({"AS-COS-02", "AS-SUR-09"})
    void upToTenThousandTheViceChiefEngineerReviewsAndTheDeputyApproves(String amount) {
        String number = steps.requested(unit, amount);
        assertThat(walk.openTasks(number)).containsExactly("Task_ReviewCost");
        assertThat(walk.posts(walk.task(number, "Task_ReviewCost"))).containsExactly("vice-chief-engineer");
        steps.review(number);
        assertThat(walk.posts(walk.task(number, "Task_ApproveCost"))).containsExactly("deputy-general-manager");
        steps.approve("deputy-general-manager", number);

        assertThat(cost(number).decision()).isEqualTo(CostDecision.APPROVED);
        assertThat(cost(number).tier()).isEqualTo("MEDIUM");
        assertThat(cost(number).reviewedBy()).isEqualTo("vice-chief-engineer");
        assertThat(cost(number).reviewOpinion()).isEqualTo("按定额核对");
        assertThat(cost(number).approvedBy()).isEqualTo("deputy-general-manager");
    }

    @Test
    @Rule({"AS-COS-03", "AS-SUR-09"})
    void aboveTenThousandTheGeneralManagerApprovesAfterTheReview() {
        String number = steps.requested(unit, "10000.01");
        steps.review(number);
        assertThat(walk.posts(walk.task(number, "Task_ApproveCost"))).containsExactly("general-manager");
        steps.approve("general-manager", number);
        assertThat(cost(number).tier()).isEqualTo("LARGE");
        assertThat(cost(number).approvedAmount()).isEqualByComparingTo("10000.01");
    }

    @Test
    @Rule("AS-COS-02")
    void aReviewerWhoDisagreesEndsTheApprovalWithAReason() {
        String number = steps.requested(unit, "5000");
        assertThatThrownBy(() -> walk.complete("vice-chief-engineer", number, "Task_ReviewCost", Map.of("reviewDecision", "REFUSE")))
                .hasMessageContaining("不同意的理由");
        walk.complete("vice-chief-engineer", number, "Task_ReviewCost", Map.of("reviewDecision", "REFUSE", "reviewReason", "工艺不当"));

        assertThat(cost(number).decision()).isEqualTo(CostDecision.REFUSED);
        assertThat(cost(number).reason()).isEqualTo("工艺不当");
        assertThat(cost(number).approvedBy()).isNull();
        assertThat(walk.passed(number)).contains("End_CostRefused").doesNotContain("Task_ApproveCost", "End_CostApproved");
        assertThat(steps.notices(number)).containsExactly("cost-approval-requested", "cost-refused");
    }

    @Test
    @Rule({"AS-COS-01", "AS-COS-04"})
    void anApproverRefusesOnlyWithAReason() {
        String number = steps.requested(unit, "900");
        assertThatThrownBy(() -> walk.complete(MANAGER, number, "Task_ApproveCost", Map.of("approvalDecision", "REFUSE")))
                .hasStackTraceContaining("不批准须说明理由");
        steps.refuse(MANAGER, number);

        assertThat(cost(number).decision()).isEqualTo(CostDecision.REFUSED);
        assertThat(cost(number).approvedAmount()).isNull();
        assertThat(walk.passed(number)).contains("End_CostRefused").doesNotContain("End_CostApproved");
        assertThat(cases.timeline(number)).extracting(TimelineView::text).anyMatch(text -> text.contains("费用未批准：价格偏高"));
    }

    @Test
    @Rule("AS-COS-01")
    void aLowerAmountMayBeApprovedWithAReasonAHigherOneNever() {
        String number = steps.requested(unit, "900");
        assertThatThrownBy(() -> steps.approve(MANAGER, number, "approvedAmount", 900.01)).hasStackTraceContaining("不能高于申请");
        assertThatThrownBy(() -> steps.approve(MANAGER, number, "approvedAmount", 899.99)).hasStackTraceContaining("请说明理由");
        steps.approve(MANAGER, number, "approvedAmount", 850.5, "approvalReason", "人工费核减");
        assertThat(cost(number).approvedAmount()).isEqualByComparingTo("850.50");
        assertThat(cost(number).reason()).isEqualTo("人工费核减");
    }

    @ParameterizedTest
    @CsvSource({"29, MEDIUM, 1200.00", "30, MEDIUM, 1200.00", "31, SMALL, 600.00"})
    @Rule({"AS-COS-01", "AS-COS-02"})
    void ordersForTheSameUnitAndItemWithinThirtyDaysAreSummed(int daysLater, String tier, BigDecimal considered) {
        String first = steps.requested(unit, "600");
        steps.approve(MANAGER, first);
        walk.turnTo(TurnableClock.START.plusDays(daysLater));

        String second = steps.requested(unit, "600");

        assertThat(cost(second).tier()).isEqualTo(tier);
        assertThat(cost(second).consideredSum()).isEqualByComparingTo(considered);
        assertThat(cost(second).splitCases()).isEqualTo("MEDIUM".equals(tier) ? List.of(first) : List.of());
        assertThat(walk.openTasks(second)).containsExactly("MEDIUM".equals(tier) ? "Task_ReviewCost" : "Task_ApproveCost");
    }

    @Test
    @Rule("AS-COS-03")
    void twoOrdersOfSixThousandGoToTheGeneralManagerTogether() {
        String first = steps.requested(unit, "6000");
        String second = steps.requested(unit, "6000");
        assertThat(cost(first).tier()).isEqualTo("MEDIUM");
        assertThat(cost(second).tier()).isEqualTo("LARGE");
        assertThat(cases.timeline(second)).extracting(TimelineView::text).anyMatch(text -> text.contains(first) && text.contains("12000.00"));
    }

    @Test
    @Rule("AS-COS-01")
    void refusedOrdersAndOtherUnitsDoNotCount() {
        steps.refuse(MANAGER, steps.requested(unit, "900"));
        String otherUnit = steps.requested(steps.unit(TestStaff.EAST, OUT_OF_WARRANTY), "900");
        String again = steps.requested(unit, "900");
        assertThat(cost(otherUnit).tier()).isEqualTo("SMALL");
        assertThat(cost(again).tier()).isEqualTo("SMALL");
        assertThat(cost(again).consideredSum()).isEqualByComparingTo("900");
    }

    @Test
    @Rule("AS-COS-01")
    void anAmountLoweredByTheApproverCountsAsApproved() {
        steps.approve(MANAGER, steps.requested(unit, "900"), "approvedAmount", 300, "approvalReason", "只修一处");
        String second = steps.requested(unit, "700");
        assertThat(cost(second).consideredSum()).isEqualByComparingTo("1000");
        assertThat(cost(second).tier()).isEqualTo("SMALL");
    }

    @Test
    @Rule("AS-COS-02")
    void reviewAndApprovalAreRemindedAndReportedOverdue() {
        String number = steps.requested(unit, "5000");
        assertThat(walk.timerDue(number, "Task_ReviewCost")).isBefore(LocalDateTime.of(2026, 7, 7, 17, 30));
        walk.fire(number, "Task_ReviewCost");
        walk.turnTo(LocalDateTime.of(2026, 7, 7, 17, 31));
        walk.fire(number, "Task_ReviewCost");
        assertThat(steps.notices(number)).containsExactly("cost-approval-requested", "task-reminder", "task-overdue");
        steps.review(number);
        walk.fire(number, "Task_ApproveCost");
        walk.fire(number, "Task_ApproveCost");
        assertThat(steps.notices(number)).endsWith("task-reminder", "task-overdue");
        assertThat(cases.timeline(number)).extracting(TimelineView::kind).contains("TASK_OVERDUE");
        assertThat(walk.openTasks(number)).containsExactly("Task_ApproveCost");
    }

    @Test
    @Rule("AS-COS-02")
    void otherPostsSeeNothingToApprove() {
        String number = steps.requested(unit, "5000");
        assertThatThrownBy(() -> walk.complete(MANAGER, number, "Task_ReviewCost", Map.of("reviewDecision", "AGREE"))).isInstanceOf(RuntimeException.class);
        steps.review(number);
        assertThatThrownBy(() -> steps.approve("general-manager", number)).isInstanceOf(RuntimeException.class);
        assertThat(cost(number).decision()).isEqualTo(CostDecision.PENDING);
    }

    @Test
    @Rule("AS-COS-02")
    void theFormShowsWhatTheApproverMustKnow() {
        String first = steps.requested(unit, "600");
        String number = steps.requested(unit, "700");
        VariableMap shown = walk.as("vice-chief-engineer", () -> forms.getTaskFormVariables(walk.task(number, "Task_ReviewCost").getId()));
        assertThat((String) shown.get("costBrief")).contains("700.00 元").contains("1300.00").contains(first).contains("重做防水").contains("东苑维修队长");
    }
}
