package io.casework.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.casefile.Actor;
import io.casework.casefile.CaseFiles;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Door;
import io.casework.testkit.Door.Answer;
import io.casework.testkit.Door.Browser;
import io.casework.testkit.TestStaff;
import io.casework.testkit.Walk;
import io.casework.worktime.CaseClocks;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** How people stop and start the clock of a case. */
@CaseworkTest
class CaseClockResourceTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);
    private static final Map<String, String> WAITING = Map.of("reason", "CUSTOMER", "note", "业主出差");

    @LocalServerPort int port;
    @Autowired Walk walk;
    @Autowired CaseClocks clocks;
    @Autowired CaseFiles cases;
    @Autowired TransactionTemplate transaction;

    private String number;

    @BeforeEach
    void enter() {
        walk.resetClock();
        number = walk.enter("service-work-order", TestStaff.EAST, Map.of());
    }

    @AfterEach
    void run() {
        if (clocks.isPaused(number)) {
            clocks.resume(number, CLERK);
        }
        walk.resetClock();
    }

    private Answer post(String login, String action, Object body) {
        return new Door(port).as(login).post("/api/cases/" + number + "/" + action, body);
    }

    @Test
    void aClerkStopsTheClockAndTheSupervisorLetsItRunAgain() {
        Answer paused = post(CLERK, "pause", WAITING);
        assertThat(paused.status()).as(paused.body()).isEqualTo(200);
        assertThat(paused.json().path("paused").asBoolean()).isTrue();
        assertThat(paused.json().path("reasonName").asText()).isEqualTo("等待客户");
        assertThat(clocks.isPaused(number)).isTrue();

        walk.turnTo(io.casework.testkit.TurnableClock.START.plusHours(1));
        Answer resumed = post(TestStaff.login("service-supervisor", TestStaff.EAST), "resume", Map.of());
        assertThat(resumed.status()).as(resumed.body()).isEqualTo(200);
        assertThat(resumed.json().path("resumedBy").asText()).isEqualTo("service-supervisor.t-east");
        assertThat(walk.due(number, "Task_FillWorkOrder")).isEqualTo(io.casework.testkit.TurnableClock.START.withHour(12));
        assertThat(cases.timeline(number)).extracting(line -> line.actorName() + ":" + line.kind())
                .contains("东苑客服人员:CLOCK_PAUSED", "东苑客服主管:CLOCK_RESUMED");
    }

    @Test
    void othersAreRefused() {
        assertThat(post(TestStaff.login("clerk", TestStaff.WEST), "pause", WAITING).status()).isEqualTo(404);
        Answer equipment = post(TestStaff.login("equipment", TestStaff.EAST), "pause", WAITING);
        assertThat(equipment.status()).isEqualTo(403);
        assertThat(equipment.json().path("message").asText()).contains("客服主管");
        assertThat(new Door(port).anonymous().post("/api/cases/" + number + "/pause", WAITING).status()).isIn(401, 403);
        assertThat(new Door(port).as(CLERK).post("/api/cases/KF-19990101-0001/pause", WAITING).status()).isEqualTo(404);
        assertThat(clocks.isPaused(number)).isFalse();
        assertThat(cases.timeline(number)).noneMatch(line -> line.kind().startsWith("CLOCK_"));
    }

    @Test
    void whatIsMissingOrDoneTwiceIsRefusedInChinese() {
        Answer noReason = post(CLERK, "pause", Map.of("reason", "LUNCH"));
        assertThat(noReason.status()).as(noReason.body()).isEqualTo(422);
        assertThat(noReason.json().path("errors").get(0).path("field").asText()).isEqualTo("reason");
        assertThat(noReason.json().path("message").asText()).contains("等待配件材料");
        assertThat(post(CLERK, "pause", Map.of("reason", "PARTS", "note", "长".repeat(501))).status()).isEqualTo(422);
        assertThat(post(CLERK, "resume", Map.of()).json().path("message").asText()).contains("没有暂停计时");
        assertThat(new Door(port).as(CLERK).send("POST", "/api/cases/" + number + "/pause", "nonsense", "application/json").status()).isEqualTo(400);
        post(CLERK, "pause", WAITING);
        assertThat(post(CLERK, "pause", WAITING).json().path("message").asText()).contains("已经暂停计时");
        post(CLERK, "resume", Map.of());
        transaction.executeWithoutResult(status -> cases.close(number, "DONE", "已完成", Actor.SYSTEM));
        assertThat(post(CLERK, "pause", WAITING).json().path("message").asText()).contains("已关闭");
    }

    @Test
    void aPageOfAnotherSiteCannotDoItWithTheSessionOfAClerk() {
        Browser browser = new Door(port).browser(CLERK);
        assertThat(browser.post("/api/cases/" + number + "/pause", WAITING).status()).isEqualTo(403);
        Answer foreign = new Door(port).as(CLERK).header("Origin", "https://elsewhere.example").post("/api/cases/" + number + "/pause", WAITING);
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(clocks.isPaused(number)).isFalse();
    }
}
