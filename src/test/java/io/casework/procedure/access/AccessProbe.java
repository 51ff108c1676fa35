package io.casework.procedure.access;

import static io.casework.testkit.TestStaff.PASSWORD;
import static io.casework.testkit.TestStaff.login;
import static org.assertj.core.api.Assertions.assertThat;

import io.casework.organisation.Accounts;
import io.casework.organisation.StaffAdministration;
import io.casework.testkit.Door;
import io.casework.testkit.Door.Answer;
import io.casework.testkit.TestStaff;
import io.casework.testkit.Walk;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** What the tests of the door share: a small procedure with two steps by clerks, and people of their own. */
abstract class AccessProbe {

    static final String EAST = TestStaff.EAST;
    static final String WEST = TestStaff.WEST;
    static final String CLERK = login("clerk", EAST);
    static final String CLERK2 = login("clerk2", EAST);
    static final String CLERK_WEST = login("clerk", WEST);
    static final String SUPERVISOR = login("service-supervisor", EAST);
    static final String KEY = "access-probe";

    @LocalServerPort int port;
    @Autowired Walk walk;
    @Autowired RepositoryService repository;
    @Autowired TaskService tasks;
    @Autowired StaffAdministration staff;
    @Autowired Accounts accounts;
    @Autowired TransactionTemplate transaction;

    /** @param instance id of the process instance */
    record Begun(String instance, String caseNumber, String task) {
    }

    Door door() {
        return new Door(port);
    }

    void deployTheProbe() {
        if (repository.createProcessDefinitionQuery().processDefinitionKey(KEY).count() == 0) {
            walk.as("procedure-admin", () -> repository.createDeployment().name(KEY)
                    .addClasspathResource("probe/access-probe.bpmn")
                    .addClasspathResource("probe/access-probe-start.form")
                    .addClasspathResource("probe/access-probe-step.form")
                    .deploy());
        }
    }

    Answer start(String login, String site) {
        return door().as(login).start(KEY, site == null
                ? Map.of("customerName", "张伟", "matter", "试验")
                : Map.of("site", site, "customerName", "张伟", "matter", "试验"));
    }

    Begun begin(String login, String site) {
        deployTheProbe();
        Answer started = start(login, site);
        assertThat(started.status()).as(started.body()).isEqualTo(200);
        String instance = started.json().path("id").asText();
        Task first = tasks.createTaskQuery().processInstanceId(instance).singleResult();
        return new Begun(instance, started.json().path("businessKey").asText(), first.getId());
    }

    Task open(Begun begun) {
        return tasks.createTaskQuery().processInstanceId(begun.instance()).singleResult();
    }

    String assignee(String taskId) {
        return tasks.createTaskQuery().taskId(taskId).singleResult().getAssignee();
    }

    /** A member of staff of this test alone; each post as {@code post@site}, or {@code post} for all sites. */
    String person(String name, String... posts) {
        String login = name + System.nanoTime();
        transaction.executeWithoutResult(status -> {
            staff.addStaff(login, "测试" + name, "", "");
            for (String post : posts) {
                String[] parts = post.split("@");
                staff.assign(login, parts[0], parts.length > 1 ? parts[1] : null);
            }
            accounts.setPassword(login, PASSWORD);
        });
        return login;
    }
}
