package io.casework.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Door;
import io.casework.testkit.SqlCount;
import io.casework.testkit.TestStaff;
import io.casework.testkit.Walk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What an ordinary complaint costs the database, from the call that is taken to the last entry: every step claimed and submitted over
 * HTTP by the person whose step it is, sign-in included. Prints the steps, and fails when a change makes the way dearer by much.
 */
@CaseworkTest
class ComplaintSqlTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);
    private static final String STEWARD = TestStaff.login("steward", TestStaff.EAST);
    private static final String SUPERVISOR = TestStaff.login("service-supervisor", TestStaff.EAST);
    private static final String RECORDS = TestStaff.login("records-clerk", TestStaff.EAST);

    private static final Map<String, Object> CALL = Map.ofEntries(Map.entry("site", TestStaff.EAST), Map.entry("channel", "CALL"),
            Map.entry("callerName", "陈东海"), Map.entry("callerPhone", "15400010101"), Map.entry("unitText", "1栋1单元101"), Map.entry("kind", "REPAIR"),
            Map.entry("matter", "外墙渗水"), Map.entry("description", "外墙渗水一直没人管"), Map.entry("urgency", "NORMAL"),
            Map.entry("repairItem", "plumbing-electrical"), Map.entry("responsibility", "COMPANY"), Map.entry("complaintStated", true));

    private record Part(String login, Map<String, Object> form) {
    }

    private static final Map<String, Part> PARTS = Map.of(
            "Task_ConfirmCategory", new Part(CLERK, Map.of("category", "COMPLAINT", "responsibility", "COMPANY")),
            "Task_AcceptComplaint", new Part(CLERK, Map.of("mood", "UPSET", "channel", "CALL", "phase", "WARRANTY", "content", "客厅外墙下雨就渗水",
                    "demand", "尽快修好并道歉", "sensitive", false)),
            "Task_ConfirmComplaint", new Part(STEWARD, Map.of("confirmResult", "CONFIRMED", "facts", "客厅外墙渗水，面积约两平方米",
                    "confirmedDemand", "一周内修好")),
            "Task_AssessComplaint", new Part(CLERK, Map.of("topic", "OTHER", "cause", "ENGINEERING", "dissatisfaction", List.of("A", "B"),
                    "analysis", "外墙防水层破损，前次报修未跟进", "cannotHandle", false, "extremeHarm", false, "safety", false, "media", false,
                    "legal", false, "repairMatter", false)),
            "Task_DecideComplaint", new Part(SUPERVISOR, Map.of("grade", "ORDINARY", "responsiblePost", "engineering", "tracker", CLERK)),
            "Task_InvestigateComplaint", new Part("engineering", Map.of("feedbackResult", "HANDLED", "findings", "外墙防水层老化",
                    "solution", "重做防水，三日内完成", "promisedAt", "2026-07-30T17:00", "handlerName", "赵工")),
            "Task_ReplyComplaint", new Part(CLERK, Map.of("replyKind", "FINAL", "replyChannel", "CALL", "replyText", "已安排重做防水", "refused", false)),
            "Task_FollowToClosure", new Part(CLERK, Map.of("followResult", "RESOLVED", "verification", "淋水试验不再渗漏")),
            "Task_CallCustomer", new Part(RECORDS, Map.of("contactResult", "ANSWERED", "contactWay", "CALL", "satisfaction", "4", "opinion", "比较满意")),
            "Task_AnalyseComplaint", new Part(SUPERVISOR, Map.of("satisfactionCase", "EQUAL", "lesson", "报修后未及时跟踪",
                    "preventiveMeasure", "每日核对未结报修")));

    private static final int STEPS = PARTS.size();
    private static final int MOST_STATEMENTS_PER_STEP = 105;
    private static final int MOST_COMMITS_PER_STEP = 5;

    @LocalServerPort int port;
    @Autowired Walk walk;

    private final Map<String, SqlCount.Counts> counted = new LinkedHashMap<>();

    @BeforeEach
    void mondayMorning() {
        walk.resetClock();
    }

    @Test
    void anOrdinaryComplaintTakesFewStatementsAndCommits() throws Exception {
        List<String> number = new ArrayList<>();
        count("start", CLERK, caller -> {
            Door.Answer started = caller.start("contact-intake", CALL);
            assertThat(started.status()).as(started.body()).isEqualTo(200);
            number.add(started.json().path("businessKey").asText());
        });
        String caseNumber = number.get(0);
        for (int done = 0; walk.running(caseNumber) && done < STEPS; done++) {
            Task task = walk.open(caseNumber).get(0);
            Part part = PARTS.get(task.getTaskDefinitionKey());
            assertThat(part).as("nobody is named for %s", task.getTaskDefinitionKey()).isNotNull();
            count(task.getTaskDefinitionKey(), part.login(), caller -> {
                if (task.getAssignee() == null) {
                    assertThat(caller.claim(task.getId(), part.login()).status()).isEqualTo(204);
                }
                Door.Answer submitted = caller.submit(task.getId(), part.form());
                assertThat(submitted.status()).as(submitted.body()).isEqualTo(204);
            });
        }
        assertThat(walk.running(caseNumber)).as("open: " + walk.openTasks(caseNumber)).isFalse();

        counted.forEach((step, counts) -> System.out.printf("%-28s %s%n", step, counts));
        long statements = counted.values().stream().mapToLong(SqlCount.Counts::all).sum();
        long commits = counted.values().stream().mapToLong(SqlCount.Counts::commits).sum();
        long trips = counted.values().stream().mapToLong(SqlCount.Counts::roundTrips).sum();
        System.out.printf("an ordinary complaint of %d steps: %d statements in %d round trips, %d commits%n", counted.size(), statements, trips, commits);
        assertThat(statements).isLessThan((long) MOST_STATEMENTS_PER_STEP * counted.size());
        assertThat(commits).isLessThan((long) MOST_COMMITS_PER_STEP * counted.size());
    }

    private interface Doing {
        void as(Door.Caller caller);
    }

    private void count(String step, String login, Doing doing) throws Exception {
        Door.Caller caller = new Door(port).as(login);
        counted.put(step, SqlCount.during(() -> doing.as(caller)));
    }
}
