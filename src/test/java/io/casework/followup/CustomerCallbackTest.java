package io.casework.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.TimelineView;
import io.casework.procedure.Decisions;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.ProbeCases;
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
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.VariableMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@CaseworkTest
@UnderAttack
class CustomerCallbackTest {

    private static final String RECORDS = TestStaff.login("records-clerk", TestStaff.EAST);
    private static final LocalDateTime MONDAY = TurnableClock.START;
    private static final String CALL = "Task_CallCustomer";

    @Autowired Walk walk;
    @Autowired ProbeCases probes;
    @Autowired Callbacks callbacks;
    @Autowired CaseFiles cases;
    @Autowired Decisions decisions;
    @Autowired FormService forms;
    @Autowired RuntimeService runtime;
    @Autowired JdbcTemplate jdbc;

    private String instance;

    @BeforeEach
    void mondayMorning() {
        walk.resetClock();
    }

    @AfterEach
    void turnBack() {
        walk.resetClock();
    }

    private String begin(String kind, String phone) {
        String number = probes.open("刘女士", phone, "厨房漏水");
        instance = probes.handTo("customer-callback", number, Map.of("callbackKind", kind));
        return number;
    }

    private static Map<String, Object> answered(int satisfaction, String opinion) {
        return Map.of("contactResult", "ANSWERED", "contactWay", "CALL", "satisfaction", String.valueOf(satisfaction), "opinion", opinion);
    }

    private static Map<String, Object> notReached() {
        return Map.of("contactResult", "NOT_REACHED", "contactWay", "CALL", "attemptNote", "无人接听");
    }

    private List<String> receivers(String number, String template) {
        return jdbc.queryForList("""
                select distinct d.recipient from notice n join notice_delivery d on d.notice_id = n.id
                where n.case_number = ? and n.template_key = ? and d.channel = 'IN_APP' order by 1""", String.class, number, template);
    }

    private CallbackView only(String number) {
        assertThat(callbacks.ofCase(number)).hasSize(1);
        return callbacks.ofCase(number).get(0);
    }

    @Test
    @Rule({"AS-CBK-01", "AS-CBK-02"})
    void theRecordsClerkPhonesWithinOneWorkingDayAndRecordsTheSatisfaction() {
        String number = begin("REPAIR", ProbeCases.phone());

        assertThat(walk.openTasks(number)).containsExactly(CALL);
        assertThat(walk.posts(walk.task(number, CALL))).containsExactly("records-clerk");
        assertThat(walk.due(number, CALL)).isEqualTo(MONDAY.plusDays(1).withHour(17).withMinute(30));
        assertThat(receivers(number, "callback-due")).containsExactlyInAnyOrder(RECORDS, TestStaff.login("records-clerk2", TestStaff.EAST));

        walk.complete(RECORDS, number, CALL, answered(5, "修得很好"));

        assertThat(walk.running(number)).isFalse();
        CallbackView record = only(number);
        assertThat(record.result()).isEqualTo(CallbackResult.SATISFIED);
        assertThat(record.satisfaction()).isEqualTo(5);
        assertThat(record.opinion()).isEqualTo("修得很好");
        assertThat(record.calledBy()).isEqualTo(RECORDS);
        assertThat(record.onTime()).isTrue();
        assertThat(record.proposedWay()).isEqualTo("CALL");
        assertThat(callbacks.attempts(record.id())).extracting(AttemptView::outcome, AttemptView::way)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("ANSWERED", "CALL"));
        assertThat(walk.notices(number)).containsExactly("callback-due");
        assertThat(cases.timeline(number)).extracting(TimelineView::text).contains("回访：满意（5 分），修得很好");
    }

    @ParameterizedTest
    @CsvSource({"1, DISSATISFIED", "2, DISSATISFIED", "3, SATISFIED", "4, SATISFIED", "5, SATISFIED"})
    @Rule("AS-CBK-04")
    void fromThreePointsOnACustomerCountsAsSatisfied(int points, CallbackResult result) {
        String number = begin("WORK_ORDER", ProbeCases.phone());
        walk.complete(RECORDS, number, CALL, answered(points, "无"));
        assertThat(only(number).result()).isEqualTo(result);
        assertThat(walk.running(number)).isFalse();
    }

    @Test
    @Rule("AS-CBK-04")
    void whoCallsAgainAfterTheMatterWasDoneAnewReadsWhatTheCustomerSaidLastTime() {
        String number = begin("COMPLAINT", ProbeCases.phone());
        walk.complete(RECORDS, number, CALL, answered(2, "墙面仍有水渍"));
        probes.handTo("customer-callback", number, Map.of("callbackKind", "COMPLAINT"));
        Map<String, Object> shown = walk.as(RECORDS, () -> forms.getTaskFormVariables(walk.task(number, CALL).getId()));
        assertThat((String) shown.get("attemptList")).contains("上次回访 07-06 09:00", "不满意（2 分），墙面仍有水渍").doesNotContain("尚未联系过");
    }

    @Test
    @Rule({"AS-CBK-04", "AS-EIG-07"})
    void aDissatisfiedCustomerIsReportedAndTheCallerLearnsOfIt() {
        String number = begin("COMPLAINT", ProbeCases.phone());
        walk.complete(RECORDS, number, CALL, answered(2, "墙面仍有水渍"));

        assertThat(only(number).result()).isEqualTo(CallbackResult.DISSATISFIED);
        assertThat(receivers(number, "callback-dissatisfied"))
                .containsExactly("service-manager", "service-manager2", TestStaff.login("service-supervisor", TestStaff.EAST));
        assertThat(walk.running(number)).isFalse();
    }

    @Test
    @Rule({"AS-CBK-01", "AS-CBK-02"})
    void aCustomerWhoIsNotReachedIsTriedAtOtherTimesOfDayAndThenTheManagerConsents() {
        String number = begin("REPAIR", ProbeCases.phone());
        walk.complete(RECORDS, number, CALL, notReached());
        assertThat(walk.openTasks(number)).isEmpty();
        assertThat(walk.timerDue(number, "Timer_NextAttempt")).isEqualTo(MONDAY.withHour(13).withMinute(30));

        walk.turnTo(MONDAY.withHour(13).withMinute(30));
        walk.fire(number, "Timer_NextAttempt");
        walk.complete(RECORDS, number, CALL, notReached());
        assertThat(walk.timerDue(number, "Timer_NextAttempt")).isEqualTo(MONDAY.plusDays(1).withHour(9).withMinute(0));

        walk.turnTo(MONDAY.plusDays(1));
        walk.fire(number, "Timer_NextAttempt");
        walk.complete(RECORDS, number, CALL, notReached());

        assertThat(walk.openTasks(number)).containsExactly("Task_DecideUnreachable");
        assertThat(walk.posts(walk.task(number, "Task_DecideUnreachable"))).containsExactly("service-manager");
        assertThat(walk.due(number, "Task_DecideUnreachable")).isEqualTo(MONDAY.plusDays(2).withHour(17).withMinute(30));
        assertThat(receivers(number, "callback-unreachable")).containsExactly("service-manager", "service-manager2");
        VariableMap shown = walk.as("service-manager", () -> forms.getTaskFormVariables(walk.task(number, "Task_DecideUnreachable").getId()));
        assertThat((String) shown.get("attemptList")).contains("第 1 次").contains("第 3 次");

        walk.complete("service-manager", number, "Task_DecideUnreachable", Map.of("consentsUnreachable", true, "consentReason", "三次不同时段均无人接听"));

        assertThat(walk.running(number)).isFalse();
        CallbackView record = only(number);
        assertThat(record.result()).isEqualTo(CallbackResult.UNREACHABLE);
        assertThat(record.calledBackAt()).as("never counted as called back").isNull();
        assertThat(record.onTime()).isFalse();
        assertThat(record.consentBy()).isEqualTo("service-manager");
        assertThat(record.attempts()).isEqualTo(3);
    }

    @Test
    @Rule("AS-CBK-02")
    void aManagerWhoDoesNotConsentHasTheCustomerTriedAnotherRound() {
        String number = begin("REPAIR", ProbeCases.phone());
        tryInVain(number, 3);
        walk.complete("service-manager", number, "Task_DecideUnreachable", Map.of("consentsUnreachable", false, "consentReason", "请周末前再试"));

        assertThat(walk.openTasks(number)).isEmpty();
        walk.fire(number, "Timer_NextAttempt");
        tryInVain(number, 2);
        walk.fire(number, "Timer_NextAttempt");
        walk.complete(RECORDS, number, CALL, answered(4, "无"));

        CallbackView record = only(number);
        assertThat(record.attempts()).isEqualTo(6);
        assertThat(record.rounds()).isEqualTo(2);
        assertThat(record.result()).isEqualTo(CallbackResult.SATISFIED);
        assertThat(walk.running(number)).isFalse();
    }

    private void tryInVain(String number, int times) {
        for (int i = 1; i <= times; i++) {
            walk.complete(RECORDS, number, CALL, notReached());
            if (i < times) {
                walk.fire(number, "Timer_NextAttempt");
            }
        }
    }

    @Test
    @Rule("AS-CBK-02")
    void aCustomerWhoDoesNotWantToGiveAnOpinionIsRecordedAsSuch() {
        String number = begin("REPAIR", ProbeCases.phone());
        walk.complete(RECORDS, number, CALL, Map.of("contactResult", "DECLINED", "contactWay", "CALL", "attemptNote", "客户说不必回访"));

        CallbackView record = only(number);
        assertThat(record.result()).isEqualTo(CallbackResult.DECLINED);
        assertThat(record.satisfaction()).isNull();
        assertThat(walk.running(number)).isFalse();
        assertThat(walk.notices(number)).containsExactly("callback-due");
    }

    @Test
    @Rule("AS-CBK-02")
    void anAnonymousCustomerGoesToTheManagerAtOnceAndIsNotCountedAsCalledBack() {
        String number = begin("COMPLAINT", null);
        walk.complete(RECORDS, number, CALL, Map.of("contactResult", "NO_CONTACT", "attemptNote", "匿名投诉"));

        assertThat(walk.openTasks(number)).containsExactly("Task_DecideUnreachable");
        walk.complete("service-manager", number, "Task_DecideUnreachable", Map.of("consentsUnreachable", true, "consentReason", "匿名，无法回访"));
        assertThat(only(number).result()).isEqualTo(CallbackResult.UNREACHABLE);
        assertThat(only(number).calledBackAt()).isNull();
    }

    @Test
    void aCustomerWithAPhoneNumberCannotBePassedOverAsAnonymous() {
        String number = begin("COMPLAINT", ProbeCases.phone());
        assertThatThrownBy(() -> walk.complete(RECORDS, number, CALL, Map.of("contactResult", "NO_CONTACT", "attemptNote", "匿名")))
                .hasStackTraceContaining("登记有客户电话");
        assertThat(walk.openTasks(number)).containsExactly(CALL);
        assertThat(only(number).attempts()).isZero();
    }

    @Test
    @Rule("AS-CBK-01")
    void aLateCallbackIsRemindedOfAndReported() {
        String number = begin("REPAIR", ProbeCases.phone());
        walk.fire(number, CALL);
        walk.turnTo(MONDAY.plusDays(1).withHour(17).withMinute(30));
        walk.fire(number, CALL);

        assertThat(walk.notices(number)).containsExactly("callback-due", "task-reminder", "task-overdue");
        assertThat(receivers(number, "task-overdue")).contains(TestStaff.login("service-supervisor", TestStaff.EAST));
        walk.turnTo(MONDAY.plusDays(2));
        walk.complete(RECORDS, number, CALL, answered(5, "无"));
        assertThat(only(number).onTime()).isFalse();
    }

    @Test
    void theFormDemandsWhatTheResultNeeds() {
        String number = begin("REPAIR", ProbeCases.phone());
        Map<String, Object> withoutPoints = new HashMap<>(answered(5, "无"));
        withoutPoints.remove("satisfaction");
        assertThatThrownBy(() -> walk.complete(RECORDS, number, CALL, withoutPoints)).hasStackTraceContaining("满意程度");
        assertThatThrownBy(() -> walk.complete(RECORDS, number, CALL, Map.of("contactResult", "NOT_REACHED", "contactWay", "CALL")))
                .hasStackTraceContaining("联系情况");
        assertThat(only(number).attempts()).isZero();
    }

    @Test
    void aCallbackThatIsOvertakenByTheEndOfTheCaseIsCancelled() {
        String number = begin("REPAIR", ProbeCases.phone());
        runtime.deleteProcessInstance(instance, "客户撤回");
        assertThat(only(number).result()).isEqualTo(CallbackResult.CANCELLED);
        assertThat(callbacks.open(number)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"COMPLAINT, MAJOR, VISIT", "COMPLAINT, IMPORTANT, VISIT", "COMPLAINT, HOT, CALL", "COMPLAINT, ORDINARY, CALL", "COMPLAINT, '', CALL",
        "REPAIR, MAJOR, CALL", "REPAIR, '', CALL", "WORK_ORDER, '', CALL"})
    @Rule("AS-CBK-03")
    void theWayOfACallbackDependsOnTheWeightOfTheComplaint(String kind, String grade, String way) {
        assertThat(decisions.required("callback-way", Map.of("callbackKind", kind, "grade", grade))).containsEntry("way", way);
    }
}
