package io.casework.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.TimelineView;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.ClockTurnedBack;
import io.casework.testkit.Filled;
import io.casework.testkit.Rule;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import io.casework.testkit.UnderAttack;
import io.casework.testkit.Walk;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 特约服务, every path, called by the intake. Starts on Monday 2026-07-06 at 09:00. */
@CaseworkTest
@ClockTurnedBack
@UnderAttack
class SpecialServiceTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);
    private static final String PROPERTY = TestStaff.login("property-staff", TestStaff.EAST);
    private static final LocalDateTime START = TurnableClock.START;

    @Autowired Walk walk;
    @Autowired ContactRegister register;
    @Autowired SpecialServices services;
    @Autowired CaseFiles cases;
    @Autowired FormService forms;

    private String atTheRecord() {
        Map<String, Object> form = new HashMap<>(Map.of("site", TestStaff.EAST, "channel", "VISIT", "callerName", "陈东海", "callerPhone", "15400010101",
                "kind", "SPECIAL", "matter", "请人清洗地毯", "description", "客厅地毯约二十平方米", "urgency", "NORMAL"));
        String number = walk.start(CLERK, "contact-intake", form);
        walk.complete(CLERK, number, "Task_ConfirmCategory", Map.of("category", "SPECIAL"));
        return number;
    }

    private String withTheProvider() {
        String number = atTheRecord();
        walk.complete(CLERK, number, "Task_RecordRequest",
                Map.of("serviceRequested", "清洗客厅地毯", "wantedTime", START.plusDays(1).toString(), "serviceNote", "上门前电话联系"));
        return number;
    }

    private static Map<String, Object> provided(Object... changes) {
        return Filled.with(Map.of("serviceResult", "PROVIDED", "agreedPrice", 180.5, "priceAgreed", true, "provider", "周师傅",
                "providedAt", START.toString(), "resultNote", "地毯已清洗"), changes);
    }

    @Test
    @Rule({"AS-INT-11", "AS-SPC-01", "AS-SWO-03"})
    void theServiceIsLoggedHandedOverProvidedAtTheAgreedPriceAndWrittenBack() {
        String number = atTheRecord();
        assertThat(register.view(number).passedOnTo()).isEqualTo("property-staff");
        walk.complete(CLERK, number, "Task_RecordRequest", Map.of("serviceRequested", "清洗客厅地毯", "wantedTime", START.plusDays(1).toString()));
        assertThat(walk.posts(walk.task(number, "Task_ProvideService"))).containsExactly("property-staff");
        assertThat(walk.due(number, "Task_ProvideService")).isEqualTo(START.plusDays(3).withHour(17).withMinute(30));
        assertThat((String) walk.as(PROPERTY, () -> forms.getTaskFormVariables(walk.task(number, "Task_ProvideService").getId())).get("serviceCard"))
                .contains("清洗客厅地毯").contains("2026-07-07");

        walk.complete(PROPERTY, number, "Task_ProvideService", provided());

        SpecialServices.Request request = services.latest(number).orElseThrow();
        assertThat(request.result()).isEqualTo("PROVIDED");
        assertThat(request.agreedPrice()).isEqualByComparingTo("180.50");
        assertThat(request.settledBy()).isEqualTo(PROPERTY);
        assertThat(cases.view(number).handling()).contains("180.50 元").contains("地毯已清洗");
        assertThat(cases.view(number).completion()).isEqualTo("已完成");
        assertThat(cases.timeline(number)).extracting(TimelineView::ruleIds).contains("AS-SPC-01");
        assertThat(walk.passed(number)).doesNotContain("Task_ReplyToCustomer", "End_ServiceReturned");
        assertThat(walk.running(number)).isFalse();
    }

    @Test
    @Rule({"AS-SPC-01", "AS-INT-04"})
    void aServiceThatCannotBeProvidedIsExplainedToTheCustomer() {
        String number = withTheProvider();
        walk.complete(PROPERTY, number, "Task_ProvideService", Map.of("serviceResult", "DECLINED", "resultNote", "没有清洗设备"));
        assertThat(cases.view(number).handling()).isEqualTo("特约服务不能提供：没有清洗设备");
        assertThat(walk.openTasks(number)).containsExactly("Task_ReplyToCustomer");
        walk.complete(CLERK, number, "Task_ReplyToCustomer", Map.of("replyResult", "REPLIED", "replyChannel", "CALL", "replyText", "抱歉不能提供，推荐外部公司"));
        assertThat(cases.view(number).outcome()).isEqualTo("DECLINED");
        assertThat(cases.view(number).completion()).isEqualTo("已完成");
        assertThat(services.latest(number).orElseThrow().agreedPrice()).isNull();
    }

    @Test
    @Rule("AS-SPC-01")
    void aServiceThatTheCustomerGivesUpEndsWithoutAReply() {
        String number = withTheProvider();
        walk.complete(PROPERTY, number, "Task_ProvideService", Map.of("serviceResult", "WITHDRAWN", "resultNote", "客户嫌贵"));
        assertThat(cases.view(number).outcome()).isEqualTo("CANCELLED");
        assertThat(cases.view(number).handling()).startsWith("客户放弃特约服务");
        assertThat(walk.passed(number)).doesNotContain("Task_ReplyToCustomer");
        assertThat(walk.running(number)).isFalse();
    }

    @Test
    @Rule("AS-INT-05")
    void whatIsNoSpecialServiceGoesBackToClassificationWithTheReason() {
        String number = withTheProvider();
        walk.complete(PROPERTY, number, "Task_ProvideService", Map.of("serviceResult", "NOT_SPECIAL", "resultNote", "属物业维修"));
        assertThat(walk.openTasks(number)).containsExactly("Task_ConfirmCategory");
        assertThat(register.view(number).returnReason()).contains("属物业维修");
        assertThat(walk.passed(number)).doesNotContain("Service_WriteBackService");
    }

    @Test
    void aProvidedServiceNeedsItsPriceAgreementProviderAndATimeThatHasPassed() {
        String number = withTheProvider();
        for (String field : List.of("agreedPrice", "priceAgreed", "provider", "providedAt", "resultNote")) {
            assertThatThrownBy(() -> walk.complete(PROPERTY, number, "Task_ProvideService", provided(field, null))).as(field).isInstanceOf(Exception.class);
        }
        assertThatThrownBy(() -> walk.complete(PROPERTY, number, "Task_ProvideService", provided("agreedPrice", -1))).hasMessageContaining("价格");
        assertThatThrownBy(() -> walk.complete(PROPERTY, number, "Task_ProvideService", provided("providedAt", START.plusMinutes(15).toString())))
                .hasStackTraceContaining("完成时间");
        assertThatThrownBy(() -> walk.complete(PROPERTY, number, "Task_ProvideService",
                Map.of("serviceResult", "DECLINED", "resultNote", "不能", "agreedPrice", 5))).hasMessageContaining("价格");
        assertThat(services.latest(number).orElseThrow().result()).isNull();
        walk.complete(PROPERTY, number, "Task_ProvideService", provided("agreedPrice", 0));
        assertThat(services.latest(number).orElseThrow().agreedPrice()).isEqualByComparingTo("0");
    }

    @Test
    @Rule("AS-INT-03")
    void aLateServiceIsRemindedOfAndReported() {
        String number = withTheProvider();
        walk.fire(number, "Task_ProvideService");
        walk.fire(number, "Task_ProvideService");
        assertThat(walk.notices(number))
                .containsSubsequence("task-reminder", "task-overdue");
        assertThat(walk.openTasks(number)).containsExactly("Task_ProvideService");
    }
}
