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

/** 其他类, every path. */
@CaseworkTest
@ClockTurnedBack
@UnderAttack
class ExternalUnitTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);
    private static final String SUPERVISOR = TestStaff.login("service-supervisor", TestStaff.EAST);
    private static final LocalDateTime STIPULATED = LocalDateTime.of(2026, 7, 7, 10, 0);
    private static final LocalDateTime LATER = LocalDateTime.of(2026, 7, 8, 10, 0);

    @Autowired Walk walk;
    @Autowired CategoryRecords records;
    @Autowired CaseFiles cases;

    private String filed() {
        String number = walk.enter("external-unit", TestStaff.EAST, Map.of());
        walk.complete(CLERK, number, "Task_FillExternalRecord", Map.of("externalKind", "VIDEO_INTERCOM", "externalUnit", "安居对讲公司",
                "stipulatedTime", STIPULATED.toString(), "matterContent", "对讲无声"));
        return number;
    }

    private CategoryRecord record(String number) {
        return records.latest(number, CategoryKind.EXTERNAL).orElseThrow();
    }

    @Test
    @Rule({"AS-EXT-01", "AS-EXT-02", "AS-EXT-03", "AS-EXT-04", "AS-INT-04"})
    void theExternalUnitRepairsWithinItsOwnTimeAndTheCustomerIsAnswered() {
        String number = filed();
        assertThat(walk.due(number, "Task_UrgeVisit")).isEqualTo(STIPULATED);
        walk.complete(CLERK, number, "Task_UrgeVisit", Map.of("externalResult", "REPAIRED", "progress", "更换主机"));
        assertThat(walk.due(number, "Task_InformCustomer")).isEqualTo(LocalDateTime.of(2026, 7, 7, 17, 30));
        walk.complete(CLERK, number, "Task_InformCustomer", Map.of("replyChannel", "CALL", "replyText", "对讲已修好", "customerAgrees", true));

        assertThat(record(number).isOpen()).isFalse();
        assertThat(record(number).externalUnit()).isEqualTo("安居对讲公司");
        assertThat(record(number).result()).isEqualTo("对讲已修好");
        assertThat(records.entries(record(number).id())).containsExactly("更换主机");
        assertThat(cases.timeline(number)).extracting(TimelineView::ruleIds).contains("AS-EXT-04 AS-INT-04");
        assertThat(walk.passed(number)).contains("End_ExternalDone").doesNotContain("Task_DecideOnRefusal");
        assertThat(walk.running(number)).isFalse();
    }

    @Test
    @Rule("AS-EXT-03")
    void aUnitThatLetsItsOwnTimePassIsReportedAndStillUrged() {
        String number = filed();
        walk.fire(number, "Timer_StipulatedTimePassed");
        assertThat(record(number).overdue()).isTrue();
        assertThat(walk.notices(number)).containsExactly("task-overdue");
        assertThat(walk.openTasks(number)).containsExactly("Task_UrgeVisit");
        assertThat(walk.passed(number)).contains("End_DelayReported");

        walk.complete(CLERK, number, "Task_UrgeVisit", Map.of("externalResult", "NEW_TIME", "newTime", LATER.toString(), "progress", "缺人，改期"));
        assertThat(walk.due(number, "Task_UrgeVisit")).isEqualTo(LATER);
    }

    @Test
    void aCustomerWhoDoesNotAgreeHasTheUnitUrgedAgain() {
        String number = filed();
        walk.complete(CLERK, number, "Task_UrgeVisit", Map.of("externalResult", "REPAIRED", "progress", "更换主机"));
        walk.complete(CLERK, number, "Task_InformCustomer",
                Map.of("replyChannel", "CALL", "replyText", "客户说仍无声", "customerAgrees", false, "newTime", LATER.toString()));
        assertThat(walk.due(number, "Task_UrgeVisit")).isEqualTo(LATER);
        assertThat(record(number).isOpen()).isTrue();
    }

    private String refused() {
        String number = filed();
        walk.complete(CLERK, number, "Task_UrgeVisit", Map.of("externalResult", "REFUSED", "progress", "称不在保修范围"));
        return number;
    }

    @Test
    void onARefusalTheSupervisorMayHaveItPressedOn() {
        String number = refused();
        walk.complete(SUPERVISOR, number, "Task_DecideOnRefusal",
                Map.of("refusalDecision", "PRESS", "newTime", LATER.toString(), "decisionReason", "合同有约定"));
        assertThat(walk.due(number, "Task_UrgeVisit")).isEqualTo(LATER);
    }

    @Test
    @Rule("AS-INT-05")
    void onARefusalTheCompanyMayTakeTheMatterOver() {
        String number = refused();
        walk.complete(SUPERVISOR, number, "Task_DecideOnRefusal", Map.of("refusalDecision", "COMPANY", "decisionReason", "住户急用"));
        assertThat(walk.running(number)).isFalse();
        assertThat(walk.passed(number)).contains("End_ExternalReturned").doesNotContain("Task_InformCustomer");
        assertThat(record(number).result()).isEqualTo("改由公司处理");
    }

    @Test
    void onARefusalTheCustomerMayBeToldHowThingsAre() {
        String number = refused();
        walk.complete(SUPERVISOR, number, "Task_DecideOnRefusal", Map.of("refusalDecision", "EXPLAIN", "decisionReason", "确属自费"));
        assertThat(walk.openTasks(number)).containsExactly("Task_InformCustomer");
    }

    @Test
    void aVisitInThePastIsRefusedAndNothingIsWritten() {
        String number = walk.enter("external-unit", TestStaff.EAST, Map.of());
        assertThatThrownBy(() -> walk.complete(CLERK, number, "Task_FillExternalRecord", Map.of("externalKind", "BROADBAND", "externalUnit", "某宽带",
                "stipulatedTime", TurnableClock.START.minusDays(1).toString(), "matterContent", "断网"))).hasStackTraceContaining("必须晚于现在");
        assertThat(records.latest(number, CategoryKind.EXTERNAL)).isEmpty();
    }
}
