package io.casework.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseState;
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
import java.util.UUID;
import org.camunda.bpm.engine.FormService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** 沟通类, every path, called by the intake. Starts on Monday 2026-07-06 at 09:00. */
@CaseworkTest
@ClockTurnedBack
@UnderAttack
class CommunicationTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);
    private static final String OFFICE = TestStaff.login("management-office", TestStaff.EAST);
    private static final LocalDateTime START = TurnableClock.START;
    private static final LocalDateTime OCCASION = START.plusDays(2).withHour(15);

    @Autowired Walk walk;
    @Autowired ContactRegister register;
    @Autowired CategoryRecords records;
    @Autowired Opinions opinions;
    @Autowired CustomerReplies replies;
    @Autowired CaseFiles cases;
    @Autowired FormService forms;
    @Autowired JdbcTemplate jdbc;

    private String atTheRecord(String site, String name, String phone) {
        String clerk = TestStaff.login("clerk", site);
        Map<String, Object> form = new HashMap<>(Map.of("site", site, "channel", "CALL", "callerName", name, "callerPhone", phone, "kind", "SUGGESTION",
                "matter", "访客停车位不够", "description", "周末访客找不到车位", "urgency", "NORMAL", "needsCoordination", "YES"));
        form.put("expectedDays", 2);
        String number = walk.start(clerk, "contact-intake", form);
        walk.complete(clerk, number, "Task_ConfirmCategory", Map.of("category", "COMMUNICATION", "needsCoordination", "YES", "expectedDays", 2));
        return number;
    }

    private String atTheRecord() {
        return atTheRecord(TestStaff.EAST, "陈东海", "15400010101");
    }

    private static Map<String, Object> record(String topic, Object... changes) {
        return Filled.with(Map.of("opinionHandling", "RECORD", "topic", "OTHER", "topicText", topic, "opinion", "增加访客车位",
                "parties", List.of("CUSTOMERS", "DEPARTMENTS"), "partiesNote", "业委会", "expectedDays", 2, "occasionAt", OCCASION.toString()), changes);
    }

    /** A topic that no other test uses: opinions of one topic are counted over all cases of a site. */
    private static String topic() {
        return "主题" + UUID.randomUUID().toString().substring(0, 8);
    }

    private String waiting(String topic) {
        String number = atTheRecord();
        walk.complete(CLERK, number, "Task_RecordOpinion", record(topic));
        return number;
    }

    private void settle(String number) {
        walk.turnTo(OCCASION);
        walk.fire(number, "Timer_FittingOccasion");
        walk.complete(CLERK, number, "Task_Assist", Map.of("assistResult", "SETTLED", "assistNote", "业委会同意划出四个车位"));
    }

    private List<String> rules(String number) {
        return cases.timeline(number).stream().map(TimelineView::ruleIds).filter(rule -> rule != null).toList();
    }

    @Test
    @Rule({"AS-INT-09", "AS-INT-12", "AS-COM-01", "AS-COM-02"})
    void anOpinionOfExactlyTwoDaysIsRecordedBroughtUpAtAFittingOccasionAndAnswered() {
        String number = atTheRecord();
        assertThat(register.view(number).remark()).isEqualTo("沟通类");
        assertThat(walk.posts(walk.task(number, "Task_RecordOpinion"))).containsExactly("clerk");
        assertThat(walk.due(number, "Task_RecordOpinion")).isEqualTo(START.withHour(14).withMinute(30));

        walk.complete(CLERK, number, "Task_RecordOpinion", record(topic()));
        assertThat(walk.openTasks(number)).isEmpty();
        assertThat(walk.timerDue(number, "Timer_FittingOccasion")).isEqualTo(OCCASION);
        CategoryRecord open = records.latest(number, CategoryKind.COMMUNICATION).orElseThrow();
        assertThat(open.isOpen()).isTrue();
        assertThat(open.content()).isEqualTo("增加访客车位");
        assertThat(opinions.latest(number).orElseThrow().parties()).isEqualTo("CUSTOMERS,DEPARTMENTS");

        settle(number);
        assertThat(walk.due(number, "Task_AnswerOpinion")).isEqualTo(OCCASION.plusDays(1).withHour(17).withMinute(30));
        walk.complete(CLERK, number, "Task_AnswerOpinion", Map.of("replyResult", "REPLIED", "replyChannel", "CALL", "replyText", "已划出四个访客车位"));

        assertThat(records.latest(number, CategoryKind.COMMUNICATION).orElseThrow().isOpen()).isFalse();
        assertThat(opinions.latest(number).orElseThrow().result()).isEqualTo("SETTLED");
        assertThat(cases.view(number).handling()).isEqualTo("已协助办妥：业委会同意划出四个车位");
        assertThat(cases.view(number).completion()).isEqualTo("已完成");
        assertThat(register.view(number).replyText()).isEqualTo("已划出四个访客车位");
        assertThat(rules(number)).contains("AS-COM-01", "AS-COM-02");
        assertThat(walk.passed(number)).contains("End_OpinionSettled").doesNotContain("Task_PlanMeasures", "Task_ReplyToCustomer");
        assertThat(walk.notices(number)).doesNotContain("opinion-cluster");
        assertThat(walk.running(number)).isFalse();
    }

    @Test
    @Rule("AS-COM-02")
    void anotherOccasionIsSoughtAndTheCustomerToldSoUntilItIsSettledOrNotedAsAnImprovement() {
        String number = waiting(topic());
        walk.turnTo(OCCASION);
        walk.fire(number, "Timer_FittingOccasion");
        LocalDateTime next = OCCASION.plusDays(7);
        assertThatThrownBy(() -> walk.complete(CLERK, number, "Task_Assist",
                Map.of("assistResult", "WAIT", "assistNote", "业委会开会时再提", "occasionAt", next.toString()))).hasMessageContaining("告诉客户");
        walk.complete(CLERK, number, "Task_Assist",
                Map.of("assistResult", "WAIT", "assistNote", "业委会开会时再提", "occasionAt", next.toString(), "customerInformed", true));
        assertThat(walk.openTasks(number)).isEmpty();
        assertThat(walk.timerDue(number, "Timer_FittingOccasion")).isEqualTo(next);
        assertThat(opinions.latest(number).orElseThrow().occasions()).isEqualTo(2);

        walk.turnTo(next);
        walk.fire(number, "Timer_FittingOccasion");
        assertThat((String) walk.as(CLERK, () -> forms.getTaskFormVariables(walk.task(number, "Task_Assist").getId())).get("opinionCard")).contains("第 2 次");
        walk.complete(CLERK, number, "Task_Assist", Map.of("assistResult", "IMPROVEMENT", "assistNote", "列入明年改造计划"));
        walk.complete(CLERK, number, "Task_AnswerOpinion", Map.of("replyResult", "REPLIED", "replyChannel", "VISIT", "replyText", "列入明年改造"));
        assertThat(opinions.latest(number).orElseThrow().result()).isEqualTo("IMPROVEMENT");
        assertThat(cases.view(number).handling()).startsWith("作为改进意见");
        assertThat(cases.view(number).state()).isEqualTo(CaseState.CLOSED);
    }

    @Test
    @Rule("AS-COM-02")
    void aCustomerWhoDoesNotAcceptTheAnswerHasItBroughtUpAgain() {
        String number = waiting(topic());
        settle(number);
        LocalDateTime next = OCCASION.plusDays(3);
        walk.complete(CLERK, number, "Task_AnswerOpinion", Map.of("replyResult", "NOT_ACCEPTED", "replyChannel", "CALL", "replyText", "四个车位",
                "objection", "仍然不够", "occasionAt", next.toString()));
        assertThat(walk.openTasks(number)).isEmpty();
        assertThat(walk.timerDue(number, "Timer_FittingOccasion")).isEqualTo(next);
        assertThat(records.latest(number, CategoryKind.COMMUNICATION).orElseThrow().isOpen()).isTrue();
        assertThat(opinions.latest(number).orElseThrow().result()).isNull();
    }

    @Test
    @Rule("AS-INT-04")
    void aCustomerWhoCannotBeReachedIsTriedFurtherByTheIntake() {
        String number = waiting(topic());
        settle(number);
        walk.complete(CLERK, number, "Task_AnswerOpinion", Map.of("replyResult", "UNREACHABLE", "attemptNote", "关机"));
        assertThat(walk.openTasks(number)).containsExactly("Task_ReplyToCustomer");
        assertThat(cases.view(number).state()).isEqualTo(CaseState.OPEN);
        assertThat(replies.attempts(number)).hasSize(1);
    }

    @Test
    @Rule({"AS-COM-01", "AS-INT-05"})
    void whatTakesLessThanTwoDaysOrIsSomethingElseGoesBackToClassification() {
        String number = atTheRecord();
        assertThatThrownBy(() -> walk.complete(CLERK, number, "Task_RecordOpinion", record(topic(), "expectedDays", 1.9)))
                .hasStackTraceContaining("不足 2 天");
        assertThat(opinions.latest(number)).isEmpty();
        assertThat(records.latest(number, CategoryKind.COMMUNICATION)).isEmpty();

        walk.complete(CLERK, number, "Task_RecordOpinion", Map.of("opinionHandling", "RETURN", "returnReason", "一天内可答复"));
        assertThat(walk.openTasks(number)).containsExactly("Task_ConfirmCategory");
        assertThat(register.view(number).returnReason()).isEqualTo("一天内可答复");
        assertThat(walk.passed(number)).contains("End_OpinionReturned").doesNotContain("Timer_FittingOccasion");
    }

    @Test
    void anOccasionInThePastOrTooFarAheadIsRefused() {
        String number = atTheRecord();
        for (LocalDateTime wrong : List.of(START, START.plusDays(30).plusMinutes(15))) {
            assertThatThrownBy(() -> walk.complete(CLERK, number, "Task_RecordOpinion", record(topic(), "occasionAt", wrong.toString())))
                    .hasStackTraceContaining("时");
        }
        assertThat(walk.openTasks(number)).containsExactly("Task_RecordOpinion");
        walk.complete(CLERK, number, "Task_RecordOpinion", record(topic(), "occasionAt", START.plusDays(30).toString()));
    }

    @Test
    @Rule({"AS-COM-03", "AS-COM-04", "AS-INT-18"})
    void theFifthOpinionOfATopicWithinThirtyDaysIsReportedOnceAndTheOfficePlansMeasures() {
        String topic = topic();
        for (int i = 0; i < 4; i++) {
            assertThat(walk.notices(waiting(topic))).doesNotContain("opinion-cluster");
        }
        String west = atTheRecord(TestStaff.WEST, "吴西平", "15400020101");
        walk.complete(TestStaff.login("clerk", TestStaff.WEST), west, "Task_RecordOpinion", record(topic));
        assertThat(walk.notices(west)).doesNotContain("opinion-cluster");

        String fifth = waiting(topic);
        assertThat(walk.notices(fifth)).contains("opinion-cluster");
        assertThat(jdbc.queryForList("select d.recipient from notice n join notice_delivery d on d.notice_id = n.id"
                + " where n.case_number = ? and n.template_key = 'opinion-cluster' and d.channel = 'IN_APP'", String.class, fifth)).containsExactly(OFFICE);
        assertThat(walk.openTasks(fifth)).containsExactly("Task_PlanMeasures");
        assertThat(walk.posts(walk.task(fifth, "Task_PlanMeasures"))).containsExactly("management-office");
        assertThat(walk.due(fifth, "Task_PlanMeasures")).isEqualTo(START.plusDays(7).withHour(17).withMinute(30));
        assertThat((String) walk.as(OFFICE, () -> forms.getTaskFormVariables(walk.task(fifth, "Task_PlanMeasures").getId())).get("clusterCard"))
                .contains(topic).contains(fifth).doesNotContain(west);

        // The sixth does not raise it a second time.
        String sixth = waiting(topic);
        assertThat(walk.notices(sixth)).doesNotContain("opinion-cluster");
        assertThat(walk.openTasks(sixth)).isEmpty();

        assertThatThrownBy(() -> walk.complete(OFFICE, fifth, "Task_PlanMeasures", Map.of("prevention", "划线", "response", "引导", "partners", "业委会",
                "measuresBy", "2026-07-05"))).hasStackTraceContaining("完成日期");
        walk.complete(OFFICE, fifth, "Task_PlanMeasures", Map.of("prevention", "重新规划访客车位", "response", "周末加派引导", "partners", "业委会、保安公司",
                "measuresBy", "2026-08-01"));
        Opinions.Cluster cluster = opinions.clusterOf(fifth).orElseThrow();
        assertThat(cluster.state()).isEqualTo("PLANNED");
        assertThat(cluster.opinions()).isEqualTo(5);
        assertThat(cluster.partners()).isEqualTo("业委会、保安公司");
        assertThat(cluster.plannedBy()).isEqualTo(OFFICE);
        assertThat(rules(fifth)).contains("AS-COM-03", "AS-COM-04");
        assertThat(walk.running(fifth)).isTrue();

        settle(fifth);
        walk.complete(CLERK, fifth, "Task_AnswerOpinion", Map.of("replyResult", "REPLIED", "replyChannel", "CALL", "replyText", "已划出四个访客车位"));
        assertThat(cases.view(fifth).state()).isEqualTo(CaseState.CLOSED);
    }

    @Test
    @Rule("AS-COM-03")
    void opinionsOlderThanThirtyDaysNoLongerCount() {
        String topic = topic();
        for (int i = 0; i < 4; i++) {
            waiting(topic);
        }
        walk.turnTo(START.plusDays(30));
        String late = atTheRecord();
        walk.complete(CLERK, late, "Task_RecordOpinion", record(topic, "occasionAt", START.plusDays(32).toString()));
        assertThat(walk.notices(late)).doesNotContain("opinion-cluster");
        assertThat(opinions.clusterOf(late)).isEmpty();
    }

    @Test
    @Rule("AS-COM-04")
    void aClusterWhoseCaseIsWithdrawnIsReportedAgainWithTheNextOpinion() {
        String topic = topic();
        for (int i = 0; i < 4; i++) {
            waiting(topic);
        }
        String fifth = waiting(topic);
        walk.start(CLERK, "case-withdrawal", Map.of("site", TestStaff.EAST, "caseNumber", fifth, "requestedBy", "陈东海", "reason", "不再需要"));
        assertThat(opinions.clusterOf(fifth).orElseThrow().state()).isEqualTo("RELEASED");
        assertThat(records.latest(fifth, CategoryKind.COMMUNICATION).orElseThrow().isOpen()).isFalse();

        String next = waiting(topic);
        assertThat(walk.openTasks(next)).containsExactly("Task_PlanMeasures");
    }

    @Test
    @Rule("AS-INT-03")
    void everyTaskOfTheWayRemindsAndReports() {
        String number = atTheRecord();
        walk.fire(number, "Task_RecordOpinion");
        walk.fire(number, "Task_RecordOpinion");
        assertThat(walk.notices(number)).containsSubsequence("task-reminder", "task-overdue");
        assertThat(walk.openTasks(number)).containsExactly("Task_RecordOpinion");
    }
}
