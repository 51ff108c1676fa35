package io.casework.procedure.steps;

import io.casework.testkit.TestDeployments;
import io.casework.testkit.TestStaff;
import io.casework.testkit.Walk;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;

/** A procedure with every kind of due date and timer, entered on a Monday morning in a year that no other test uses. */
final class DeadlineProbe {

    /** A Monday; nothing is announced for that year. */
    static final LocalDateTime START = LocalDateTime.of(2031, 7, 7, 9, 0);
    static final LocalDateTime AGREED = LocalDateTime.of(2031, 7, 10, 15, 0);
    static final String KEY = "deadline-probe";

    private DeadlineProbe() {
    }

    static void deploy(RepositoryService repository, TestDeployments deployments) {
        if (repository.createProcessDefinitionQuery().processDefinitionKey(KEY).count() == 0) {
            deployments.pastTheGate("deadline-probe.bpmn", text("/probe/deadline-probe.bpmn"));
        }
    }

    static String enter(Walk walk) {
        walk.turnTo(START);
        return walk.enter(KEY, TestStaff.EAST, Map.of("repairDeadline", "repair-single",
                "agreedTime", Date.from(AGREED.atZone(ZoneId.of("Asia/Shanghai")).toInstant())));
    }

    static String text(String resource) {
        try (InputStream in = DeadlineProbe.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
