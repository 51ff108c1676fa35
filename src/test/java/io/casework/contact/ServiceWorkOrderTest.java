package io.casework.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.TimelineView;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.ClockTurnedBack;
import io.casework.testkit.Rule;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import io.casework.testkit.UnderAttack;
import io.casework.testkit.Walk;
import java.time.LocalDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 服务工作单, every path. Starts on Monday 2026-07-06 at 09:00. */
@CaseworkTest
@ClockTurnedBack
@UnderAttack
class ServiceWorkOrderTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);
    private static final String EQUIPMENT = TestStaff.login("equipment", TestStaff.EAST);
    private static final LocalDateTime AGREED = TurnableClock.START.withHour(15);

    @Autowired Walk walk;
    @Autowired WorkOrders orders;
    @Autowired CategoryRecords records;
    @Autowired CaseFiles cases;

    private String issued() {
        String number = walk.enter("service-work-order", TestStaff.EAST, Map.of());
        walk.complete(CLERK, number, "Task_FillWorkOrder",
                Map.of("repairRequested", "卫生间灯不亮", "agreedTime", AGREED.toString(), "scopeExplained", true));
        return number;
    }

    private void repaired(String number) {
        walk.complete(EQUIPMENT, number, "Task_CarryOutWork",
                Map.of("workResult", "REPAIRED", "workDone", "更换灯管", "worker", "刘师傅", "finishedAt", TurnableClock.START.toString()));
    }

    @Test
    @Rule({"AS-SWO-01", "AS-SWO-02", "AS-SWO-03", "AS-SWO-04"})
    void theOrderIsFilledDoneWithinTheAgreedTimeWrittenBackAndClosed() {
        String number = walk.enter("service-work-order", TestStaff.EAST, Map.of());
        assertThat(walk.posts(walk.task(number, "Task_FillWorkOrder"))).containsExactly("clerk");
        assertThat(walk.due(number, "Task_FillWorkOrder")).isEqualTo(TurnableClock.START.withHour(11));

        walk.complete(CLERK, number, "Task_FillWorkOrder",
                Map.of("repairRequested", "卫生间灯不亮", "agreedTime", AGREED.toString(), "scopeExplained", true, "accessNote", "先打电话"));
        assertThat(walk.posts(walk.task(number, "Task_CarryOutWork"))).containsExactly("equipment");
        assertThat(walk.due(number, "Task_CarryOutWork")).isEqualTo(AGREED);

        repaired(number);
        walk.complete(CLERK, number, "Task_WriteBackResult", Map.of("handling", "灯管已换，客户满意", "customerConfirms", true));

        WorkOrderView order = orders.latest(number).orElseThrow();
        assertThat(order.state()).isEqualTo("DONE");
        assertThat(order.overdue()).isFalse();
        assertThat(order.worker()).isEqualTo("刘师傅");
        assertThat(order.writtenBackBy()).isEqualTo(CLERK);
        assertThat(cases.view(number).handling()).isEqualTo("灯管已换，客户满意");
        assertThat(cases.timeline(number)).extracting(TimelineView::ruleIds).contains("AS-SWO-03");
        assertThat(walk.running(number)).isFalse();
        assertThat(walk.passed(number)).contains("End_WorkOrderDone").doesNotContain("Service_TransferToEngineering");
        assertThat(walk.notices(number)).isEmpty();
    }

    @Test
    @Rule({"AS-OVD-01", "AS-OVD-02"})
    void anOrderThatPassesItsAgreedTimeGoesIntoTheEngineeringRecordAndIsTrackedUntilItIsDone() {
        String number = issued();
        assertThat(walk.timerDue(number, "Timer_AgreedTimePassed")).isEqualTo(AGREED);
        walk.turnTo(AGREED);
        walk.fire(number, "Timer_AgreedTimePassed");

        assertThat(walk.openTasks(number)).containsExactly("Task_CarryOutWork", "Task_TrackOverdue");
        CategoryRecord record = records.latest(number, CategoryKind.ENGINEERING).orElseThrow();
        assertThat(record.isOpen()).isTrue();
        assertThat(record.content()).isEqualTo("卫生间灯不亮");
        assertThat(orders.latest(number).orElseThrow().overdue()).isTrue();
        assertThat(walk.notices(number)).containsExactly("work-order-overdue");

        walk.complete(CLERK, number, "Task_TrackOverdue", Map.of("progress", "配件明天到", "customerInformed", true));
        assertThat(walk.timerDue(number, "Timer_NextTracking")).isEqualTo(LocalDateTime.of(2026, 7, 7, 17, 30));
        walk.fire(number, "Timer_NextTracking");
        assertThat(walk.openTasks(number)).containsExactly("Task_CarryOutWork", "Task_TrackOverdue");

        repaired(number);
        walk.complete(CLERK, number, "Task_WriteBackResult", Map.of("handling", "已修复", "customerConfirms", true));
        assertThat(walk.running(number)).isFalse();
        assertThat(records.latest(number, CategoryKind.ENGINEERING).orElseThrow().isOpen()).isFalse();
        assertThat(records.entries(record.id())).containsExactly("配件明天到");
    }

    @Test
    @Rule("AS-SWO-02")
    void aNewTimeIsAgreedWithTheCustomerAndTheFirstOneIsKept() {
        String number = issued();
        walk.complete(EQUIPMENT, number, "Task_CarryOutWork", Map.of("workResult", "NO_ACCESS", "workDone", "家中无人"));
        LocalDateTime tomorrow = LocalDateTime.of(2026, 7, 7, 10, 0);
        walk.complete(CLERK, number, "Task_AgreeNewTime", Map.of("agreedTime", tomorrow.toString(), "contactNote", "客户明天在家"));

        assertThat(walk.due(number, "Task_CarryOutWork")).isEqualTo(tomorrow);
        WorkOrderView order = orders.latest(number).orElseThrow();
        assertThat(order.reschedules()).isEqualTo(1);
        assertThat(order.firstAgreedTime()).isNotEqualTo(order.agreedTime());
    }

    @Test
    void aCustomerMayGiveTheRepairUp() {
        String number = issued();
        walk.complete(EQUIPMENT, number, "Task_CarryOutWork", Map.of("workResult", "RESCHEDULE", "workDone", "缺配件"));
        walk.complete(CLERK, number, "Task_AgreeNewTime", Map.of("customerCancels", true, "contactNote", "客户自己换好了"));
        assertThat(orders.latest(number).orElseThrow().state()).isEqualTo("CANCELLED");
        assertThat(walk.passed(number)).contains("End_Cancelled").doesNotContain("Task_WriteBackResult");
        assertThat(walk.running(number)).isFalse();
    }

    @Test
    @Rule("AS-INT-05")
    void aMatterThatIsNotTheDepartmentsGoesBackToClassification() {
        String number = issued();
        walk.complete(EQUIPMENT, number, "Task_CarryOutWork", Map.of("workResult", "NOT_OURS", "workDone", "属开发商保修"));
        assertThat(orders.latest(number).orElseThrow().state()).isEqualTo("RETURNED");
        assertThat(walk.passed(number)).contains("End_Returned");
        assertThat(walk.running(number)).isFalse();
    }

    @Test
    void workThatTheCustomerDoesNotConfirmIsDoneAgain() {
        String number = issued();
        repaired(number);
        walk.complete(CLERK, number, "Task_WriteBackResult", Map.of("handling", "仍然闪烁", "customerConfirms", false, "reworkReason", "灯仍闪"));
        assertThat(walk.openTasks(number)).containsExactly("Task_CarryOutWork");
        assertThat(orders.latest(number).orElseThrow().reworks()).isEqualTo(1);
        assertThat(orders.latest(number).orElseThrow().state()).isEqualTo("OPEN");
    }

    @Test
    void anAgreedTimeThatHasPassedIsRefusedAndNothingIsWritten() {
        String number = walk.enter("service-work-order", TestStaff.EAST, Map.of());
        assertThatThrownBy(() -> walk.complete(CLERK, number, "Task_FillWorkOrder",
                Map.of("repairRequested", "灯不亮", "agreedTime", TurnableClock.START.minusHours(1).toString(), "scopeExplained", true)))
                .hasStackTraceContaining("必须晚于现在");
        assertThat(orders.latest(number)).isEmpty();
        assertThat(walk.openTasks(number)).containsExactly("Task_FillWorkOrder");
    }
}
