package io.casework.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.casefile.Actor;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseKind;
import io.casework.casefile.CaseState;
import io.casework.casefile.CaseView;
import io.casework.casefile.NewCase;
import io.casework.casefile.TimelineView;
import io.casework.platform.RuleViolation;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.ClockTurnedBack;
import io.casework.testkit.Rule;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import io.casework.testkit.UnderAttack;
import io.casework.testkit.Walk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** 案件撤回: the customer takes a matter back at any step. */
@CaseworkTest
@ClockTurnedBack
@UnderAttack
class CaseWithdrawalTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);
    private static final String CLERK2 = TestStaff.login("clerk2", TestStaff.EAST);
    private static final String EQUIPMENT = TestStaff.login("equipment", TestStaff.EAST);

    @Autowired Walk walk;
    @Autowired ContactRegister register;
    @Autowired CategoryRecords records;
    @Autowired CaseFiles cases;
    @Autowired TaskService tasks;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;

    private String registered() {
        Map<String, Object> form = new HashMap<>(Map.of("site", TestStaff.EAST, "channel", "CALL", "callerName", "郑国强", "callerPhone", "15400010201",
                "unitText", "2栋1单元201", "kind", "REPAIR", "matter", "门锁损坏", "description", "入户门锁打不开", "urgency", "NORMAL"));
        form.put("repairItem", "doors-windows");
        form.put("responsibility", "PROPERTY");
        return walk.start(CLERK, "contact-intake", form);
    }

    private String withEquipment() {
        String number = registered();
        walk.complete(CLERK, number, "Task_ConfirmCategory", Map.of("category", "WORK_ORDER", "responsibility", "PROPERTY"));
        walk.complete(CLERK, number, "Task_FillWorkOrder",
                Map.of("repairRequested", "门锁损坏", "agreedTime", TurnableClock.START.withHour(15).toString(), "scopeExplained", true));
        return number;
    }

    private String withdraw(String login, String site, String number) {
        return walk.start(login, "case-withdrawal", Map.of("site", site, "caseNumber", number, "requestedBy", "郑国强本人", "reason", "已自行修好"));
    }

    private Map<String, Object> lastNotice(String number) {
        return jdbc.queryForMap("select id, template_key, body from notice where case_number = ? order by id desc limit 1", number);
    }

    private List<String> toldBy(Object notice) {
        return jdbc.queryForList("select distinct recipient from notice_delivery where notice_id = ? order by 1", String.class, notice);
    }

    @Test
    @Rule("AS-INT-04")
    void theCaseEndsWhereverItStandsAndThePostThatWasToDoItIsTold() {
        String number = withEquipment();
        assertThat(walk.openTasks(number)).containsExactly("Task_CarryOutWork");

        String key = withdraw(CLERK2, TestStaff.EAST, number);

        assertThat(key).isEqualTo(number);
        assertThat(walk.running(number)).isFalse();
        CaseView view = cases.view(number);
        assertThat(view.state()).isEqualTo(CaseState.WITHDRAWN);
        assertThat(view.completion()).isNull();
        ContactView line = register.view(number);
        assertThat(line.withdrawnBy()).isEqualTo("郑国强本人");
        assertThat(line.withdrawalReason()).isEqualTo("已自行修好");
        assertThat(cases.timeline(number)).filteredOn(entry -> entry.kind().equals("WITHDRAWN")).singleElement()
                .satisfies(entry -> assertThat(entry.actorName()).isEqualTo("东苑客服人员乙"));
        Map<String, Object> notice = lastNotice(number);
        assertThat(notice).containsEntry("template_key", "case-withdrawn");
        assertThat((String) notice.get("body")).contains("已自行修好");
        assertThat(toldBy(notice.get("id"))).containsExactly(EQUIPMENT);
        assertThat(walk.passed(number)).contains("Start_CaseWithdrawn", "End_CaseWithdrawn", "End_WithdrawalDone").doesNotContain("End_ContactClosed");
    }

    @Test
    void whoHasTakenTheTaskIsToldByName() {
        String number = registered();
        walk.as(CLERK2, () -> {
            tasks.claim(walk.task(number, "Task_ConfirmCategory").getId(), CLERK2);
            return null;
        });
        withdraw(CLERK, TestStaff.EAST, number);
        assertThat(toldBy(lastNotice(number).get("id"))).containsExactly(CLERK2);
    }

    @Test
    void childrenAndCategoryRecordsEndWithTheCase() {
        String number = withEquipment();
        walk.fire(number, "Timer_AgreedTimePassed");
        assertThat(records.latest(number, CategoryKind.ENGINEERING).orElseThrow().isOpen()).isTrue();
        String child = transaction.execute(status -> cases.open(new NewCase(CaseKind.REPAIR, number, TestStaff.EAST, null, null, "郑国强", null, null,
                "2栋1单元201", "门锁损坏", null, null), Actor.SYSTEM)).number();

        withdraw(CLERK, TestStaff.EAST, number);

        assertThat(cases.view(child).state()).isEqualTo(CaseState.WITHDRAWN);
        assertThat(records.latest(number, CategoryKind.ENGINEERING).orElseThrow()).satisfies(record -> {
            assertThat(record.isOpen()).isFalse();
            assertThat(record.result()).isEqualTo("客户撤回");
        });
        assertThatThrownBy(() -> withdraw(CLERK, TestStaff.EAST, child)).isInstanceOfSatisfying(RuleViolation.class,
                violation -> assertThat(violation.fields().get("caseNumber")).contains(number));
    }

    @Test
    void aClosedUnknownOrForeignCaseIsRefusedOnItsField() {
        String closed = walk.start(CLERK, "contact-intake", new HashMap<>(Map.of("site", TestStaff.EAST, "channel", "CALL", "callerName", "郑国强",
                "kind", "ENQUIRY", "matter", "缴费", "description", "怎么缴费", "urgency", "NORMAL", "answeredAtOnce", true, "answer", "线上")));
        String open = registered();
        for (String[] attempt : new String[][] {{closed, "已关闭"}, {"KF-19990101-0001", "没有编号"}, {"' or 1=1 --", "没有编号"}}) {
            assertThatThrownBy(() -> withdraw(CLERK, TestStaff.EAST, attempt[0])).isInstanceOfSatisfying(RuleViolation.class,
                    violation -> assertThat(violation.fields().get("caseNumber")).contains(attempt[1]));
        }
        assertThatThrownBy(() -> withdraw(TestStaff.login("clerk", TestStaff.WEST), TestStaff.WEST, open)).isInstanceOfSatisfying(RuleViolation.class,
                violation -> assertThat(violation.fields().get("caseNumber")).contains("没有编号"));
        assertThatThrownBy(() -> withdraw(TestStaff.login("clerk", TestStaff.WEST), TestStaff.EAST, open)).hasMessageContaining("小区");
        assertThat(cases.view(open).state()).isEqualTo(CaseState.OPEN);
        assertThat(walk.openTasks(open)).containsExactly("Task_ConfirmCategory");

        withdraw(CLERK, TestStaff.EAST, open.toLowerCase());
        assertThatThrownBy(() -> withdraw(CLERK, TestStaff.EAST, open)).hasMessageContaining("已撤回");
        assertThat(cases.timeline(open)).extracting(TimelineView::kind).filteredOn("WITHDRAWN"::equals).hasSize(1);
    }

    @Test
    void aCaseOutsideTheIntakeProcedureIsRefused() {
        String number = walk.enter("service-work-order", TestStaff.EAST, Map.of());
        assertThatThrownBy(() -> withdraw(CLERK, TestStaff.EAST, number)).isInstanceOfSatisfying(RuleViolation.class,
                violation -> assertThat(violation.fields()).containsOnlyKeys("caseNumber"));
        assertThat(cases.view(number).state()).isEqualTo(CaseState.OPEN);
        assertThat(walk.openTasks(number)).containsExactly("Task_FillWorkOrder");
        assertThat(jdbc.queryForObject("select count(*) from notice where case_number = ?", Long.class, number)).isZero();
    }
}
