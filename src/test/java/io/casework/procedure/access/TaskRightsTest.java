package io.casework.procedure.access;

import static io.casework.testkit.TestStaff.login;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.organisation.Staffing;
import io.casework.testkit.Attack;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Door.Answer;
import io.casework.testkit.TurnableClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.VariableInstanceQuery;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who sees, claims, submits and hands on a task, over HTTP as the real people. */
@CaseworkTest
class TaskRightsTest extends AccessProbe {

    @Autowired RuntimeService runtime;
    @Autowired JdbcTemplate jdbc;
    @Autowired Staffing staffing;
    @Autowired TurnableClock clock;

    private Begun begun;

    @BeforeEach
    void aTaskForTheClerksOfTheEastSite() {
        begun = begin(CLERK, EAST);
    }

    private int seenBy(String login) {
        Answer list = door().as(login).get("/engine-rest/task?processInstanceId=" + begun.instance());
        Answer count = door().as(login).post("/engine-rest/task/count", Map.of("processInstanceId", begun.instance()));
        assertThat(list.status()).as(list.body()).isEqualTo(200);
        assertThat(count.json().path("count").asInt()).isEqualTo(list.json().size());
        Answer one = door().as(login).get("/engine-rest/task/" + begun.task());
        assertThat(one.status()).isEqualTo(list.json().isEmpty() ? 404 : 200);
        return list.json().size();
    }

    @Test
    void thePostAtTheSiteItsManagersAndAdministratorsSeeTheTaskAndNobodyElse() {
        assertThat(List.of(CLERK, CLERK2, SUPERVISOR, "service-manager", "camunda-admin")).allSatisfy(login ->
                assertThat(seenBy(login)).as(login).isEqualTo(1));
        assertThat(List.of(CLERK_WEST, login("service-supervisor", WEST), login("equipment", EAST), login("repair-team", EAST),
                login("office-director", EAST), "general-manager", "procedure-admin", "finance")).allSatisfy(login ->
                assertThat(seenBy(login)).as(login).isZero());
    }

    @Test
    void whatIsNotSeenIsNotReadEither() {
        for (String path : List.of("/form", "/deployed-form", "/form-variables", "/identity-links")) {
            Answer answer = door().as(CLERK_WEST).get("/engine-rest/task/" + begun.task() + path);
            assertThat(answer.status()).as(path + answer.body()).isIn(403, 404);
            assertThat(answer.body()).doesNotContain("张伟");
        }
        assertThat(door().as(login("equipment", EAST)).get("/engine-rest/task/" + begun.task() + "/form-variables").status()).isEqualTo(403);
        assertThat(door().as(CLERK).get("/engine-rest/task/" + begun.task() + "/form-variables").body()).contains("张伟");
    }

    @Test
    void tasklistShowsTheSameAsRest() {
        Map<String, Object> query = Map.of("processInstanceId", begun.instance());
        var east = door().browser(CLERK);
        var west = door().browser(CLERK_WEST);
        east.get("/camunda/api/engine/engine/");
        west.get("/camunda/api/engine/engine/");
        assertThat(east.post("/camunda/api/engine/engine/default/task", query).json()).hasSize(1);
        assertThat(west.post("/camunda/api/engine/engine/default/task", query).json()).isEmpty();
        assertThat(west.get("/camunda/api/engine/engine/default/task/" + begun.task()).status()).isEqualTo(404);
        assertThat(west.post("/camunda/api/engine/engine/default/task/" + begun.task() + "/claim", Map.of("userId", CLERK_WEST)).status())
                .isEqualTo(403);
        assertThat(assignee(begun.task())).isNull();
    }

    @Test
    void theFactsOnTheCardsAreThoseOfVisibleTasks() {
        for (String login : List.of(CLERK, SUPERVISOR, "camunda-admin")) {
            assertThat(walk.as(login, () -> facts().list())).as(login).extracting(fact -> fact.getValue()).containsExactly("张伟");
            assertThat(walk.as(login, () -> facts().count())).isEqualTo(1);
        }
        for (String login : List.of(CLERK_WEST, login("equipment", EAST), "finance")) {
            assertThat(walk.as(login, () -> facts().list())).as(login).isEmpty();
            assertThat(walk.as(login, () -> facts().count())).isZero();
        }
    }

    private VariableInstanceQuery facts() {
        return runtime.createVariableInstanceQuery().processInstanceIdIn(begun.instance()).variableName("customerName");
    }

    @Test
    void postAndSiteBelongTogether() {
        String both = person("both", "clerk@" + WEST, "equipment@" + EAST);
        assertThat(staffing.sitesOf(both)).containsExactlyInAnyOrder(EAST, WEST);
        assertThat(seenBy(both)).isZero();
        assertThat(door().as(both).claim(begun.task(), both).status()).isEqualTo(403);
        assertThat(door().as(both).get("/engine-rest/task/" + begun.task() + "/form-variables").status()).isEqualTo(403);
        assertThat(assignee(begun.task())).isNull();
    }

    @Test
    void aSubstituteDoesWhatTheAbsentPersonMayWhileTheSubstitutionRuns() {
        String absent = person("absent", "clerk@" + EAST);
        String substitute = person("substitute", "equipment@" + WEST);
        assertThat(seenBy(substitute)).isZero();
        long number = transaction.execute(status -> staff.substitute(absent, substitute, clock.instant().minus(Duration.ofHours(1)),
                clock.instant().plus(Duration.ofDays(1)), "年休假"));
        assertThat(seenBy(substitute)).isEqualTo(1);
        assertThat(door().as(substitute).claim(begun.task(), substitute).status()).isEqualTo(204);
        assertThat(door().as(substitute).post("/engine-rest/task/" + begun.task() + "/unclaim", null).status()).isEqualTo(204);
        transaction.executeWithoutResult(status -> staff.endSubstitution(number));
        assertThat(seenBy(substitute)).isZero();
        assertThat(door().as(substitute).claim(begun.task(), substitute).status()).isEqualTo(403);
    }

    @Test
    void aTaskThatTheEngineHasSuspendedHoldsUpNoChangeOfStaff() {
        String leaving = person("leaving", "clerk@" + EAST);
        assertThat(door().as(leaving).claim(begun.task(), leaving).status()).isEqualTo(204);
        runtime.suspendProcessInstanceById(begun.instance());
        transaction.executeWithoutResult(status -> {
            staff.assign(leaving, "equipment", EAST);
            staff.unassign(leaving, "clerk", EAST);
        });
        assertThat(staffing.postsOf(leaving)).containsExactly("equipment");
        runtime.activateProcessInstanceById(begun.instance());
        assertThat(door().as(leaving).submit(begun.task(), Map.of()).status()).isEqualTo(403);
    }

    @Test
    void whoNoLongerHoldsThePostPutsTheTaskBackInsteadOfSubmittingIt() {
        String leaving = person("leaving", "clerk@" + EAST);
        assertThat(door().as(leaving).claim(begun.task(), leaving).status()).isEqualTo(204);
        transaction.executeWithoutResult(status -> {
            staff.assign(leaving, "equipment", EAST);
            staff.unassign(leaving, "clerk", EAST);
        });
        assertThat(assignee(begun.task())).as("put back with the post").isNull();
        // Still on the name all the same, as when a claim and the loss of the post cross.
        tasks.setAssignee(begun.task(), leaving);
        Answer refused = door().as(leaving).submit(begun.task(), Map.of());
        assertThat(refused.status()).as(refused.body()).isEqualTo(403);
        assertThat(refused.json().path("message").asText()).contains("已不在这个任务的候选岗位中");
        assertThat(open(begun).getTaskDefinitionKey()).isEqualTo("Task_First");
        assertThat(door().as(leaving).post("/engine-rest/task/" + begun.task() + "/unclaim", null).status()).isEqualTo(204);
        assertThat(door().as(CLERK).claim(begun.task(), CLERK).status()).isEqualTo(204);
        assertThat(door().as(CLERK).submit(begun.task(), Map.of()).status()).isEqualTo(204);
    }

    @Test
    void onlyTheCandidatePostAtTheSiteClaims() {
        for (String stranger : List.of(CLERK_WEST, login("equipment", EAST), SUPERVISOR, "service-manager", "general-manager")) {
            Answer answer = door().as(stranger).claim(begun.task(), stranger);
            assertThat(answer.status()).as(stranger).isEqualTo(403);
            assertThat(answer.json().path("message").asText()).as(stranger).containsPattern("\\p{IsHan}");
            assertThat(assignee(begun.task())).isNull();
        }
        assertThat(door().as(CLERK).claim(begun.task(), CLERK2).status()).as("for somebody else").isEqualTo(403);
        assertThat(door().as(CLERK).claim(begun.task(), CLERK).status()).isEqualTo(204);
        Answer late = door().as(CLERK2).claim(begun.task(), CLERK2);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().path("message").asText()).contains("已被别人认领");
        assertThat(assignee(begun.task())).isEqualTo(CLERK);
    }

    @Test
    void onlyTheAssigneeSubmits() {
        Answer unclaimed = door().as(CLERK).submit(begun.task(), Map.of());
        assertThat(unclaimed.status()).isEqualTo(403);
        assertThat(unclaimed.json().path("message").asText()).isEqualTo("请先认领任务，再提交");
        door().as(CLERK).claim(begun.task(), CLERK);
        Answer other = door().as(CLERK2).post("/engine-rest/task/" + begun.task() + "/complete", Map.of());
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.json().path("message").asText()).contains("东苑客服人员").contains("只有办理人可以提交");
        assertThat(door().as("camunda-admin").submit(begun.task(), Map.of()).status()).as("not even an administrator").isEqualTo(403);
        assertThat(open(begun).getTaskDefinitionKey()).isEqualTo("Task_First");
        assertThat(door().as(CLERK).submit(begun.task(), Map.of()).status()).isEqualTo(204);
        assertThat(open(begun).getTaskDefinitionKey()).isEqualTo("Task_Second");
    }

    @Test
    @Attack("requester approves")
    void whoAskedDoesNotApprove() {
        door().as(CLERK).claim(begun.task(), CLERK);
        assertThat(door().as(CLERK).submit(begun.task(), Map.of()).status()).isEqualTo(204);
        String second = open(begun).getId();

        Answer refused = door().as(CLERK).claim(second, CLERK);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("message").asText()).contains("提出申请").contains("另一人");
        Answer handed = door().as(SUPERVISOR).post("/engine-rest/task/" + second + "/assignee", Map.of("userId", CLERK));
        assertThat(handed.status()).isEqualTo(403);
        assertThat(assignee(second)).isNull();

        // Even an assignment by the system does not let him submit.
        tasks.setAssignee(second, CLERK);
        assertThat(door().as(CLERK).submit(second, Map.of()).status()).isEqualTo(403);
        assertThat(open(begun).getId()).isEqualTo(second);
        tasks.setAssignee(second, null);

        assertThat(door().as(CLERK2).claim(second, CLERK2).status()).isEqualTo(204);
        assertThat(door().as(CLERK2).submit(second, Map.of()).status()).isEqualTo(204);
        assertThat(open(begun)).isNull();
    }

    @Test
    void aManagerHandsOnWithinThePostAndNobodyElseDoes() {
        String path = "/engine-rest/task/" + begun.task() + "/assignee";
        assertThat(door().as(CLERK).post(path, Map.of("userId", CLERK2)).status()).isEqualTo(403);
        assertThat(door().as(login("office-director", EAST)).post(path, Map.of("userId", CLERK2)).status()).isEqualTo(403);
        assertThat(door().as(login("service-supervisor", WEST)).post(path, Map.of("userId", CLERK2)).status()).isEqualTo(403);
        assertThat(assignee(begun.task())).isNull();
        assertThat(door().as(SUPERVISOR).post(path, Map.of("userId", CLERK2)).status()).isEqualTo(204);
        assertThat(assignee(begun.task())).isEqualTo(CLERK2);
        assertThat(door().as("service-manager").post(path, Map.of("userId", CLERK)).status()).isEqualTo(204);
        Answer outside = door().as(SUPERVISOR).post(path, Map.of("userId", CLERK_WEST));
        assertThat(outside.status()).isEqualTo(403);
        assertThat(outside.json().path("message").asText()).contains("不在这个任务的候选岗位中");
        assertThat(door().as(SUPERVISOR).post(path, Map.of("userId", "nobody")).status()).isEqualTo(403);
        assertThat(assignee(begun.task())).isEqualTo(CLERK);
        assertThat(door().as(CLERK2).post("/engine-rest/task/" + begun.task() + "/unclaim", null).status()).as("not his").isEqualTo(403);
        assertThat(door().as(SUPERVISOR).post("/engine-rest/task/" + begun.task() + "/unclaim", null).status()).isEqualTo(204);
        Answer own = door().as(SUPERVISOR).claim(begun.task(), SUPERVISOR);
        assertThat(own.status()).isEqualTo(403);
        assertThat(own.json().path("message").asText()).as("what one may do instead").contains("您督办的岗位", "催办");
        assertThat(assignee(begun.task())).isNull();
    }

    /** Behind REST stands the same check: whatever comes to the services on behalf of a person is judged there. */
    @Test
    @Attack({"variables of tasks, executions and instances", "modification", "delegate and resolve", "BPMN error and escalation"})
    void theSideDoorsOfTheServicesAreShutForPeople() {
        door().as(CLERK).claim(begun.task(), CLERK);
        String id = begun.task();
        Map<String, Object> before = state(id);
        Map<String, Runnable> attempts = new HashMap<>();
        attempts.put("variable", () -> tasks.setVariable(id, "approved", true));
        attempts.put("local variable", () -> tasks.setVariableLocal(id, "approved", true));
        attempts.put("remove variable", () -> tasks.removeVariable(id, "customerName"));
        attempts.put("priority", () -> tasks.setPriority(id, 99));
        attempts.put("due date", () -> tasks.setDueDate(id, null));
        attempts.put("owner", () -> tasks.setOwner(id, CLERK));
        attempts.put("candidate", () -> tasks.addCandidateGroup(id, "steward"));
        attempts.put("candidate user", () -> tasks.addCandidateUser(id, CLERK_WEST));
        attempts.put("remove candidate", () -> tasks.deleteGroupIdentityLink(id, "clerk", IdentityLinkType.CANDIDATE));
        attempts.put("delegate", () -> tasks.delegateTask(id, CLERK2));
        attempts.put("resolve", () -> tasks.resolveTask(id));
        attempts.put("bpmn error", () -> tasks.handleBpmnError(id, "any"));
        attempts.put("escalation", () -> tasks.handleEscalation(id, "any"));
        attempts.put("save", () -> {
            Task task = tasks.createTaskQuery().taskId(id).singleResult();
            task.setName("changed");
            tasks.saveTask(task);
        });
        attempts.put("delete", () -> tasks.deleteTask(id));
        attempts.put("new task", () -> tasks.saveTask(tasks.newTask()));
        attempts.put("process variable", () -> runtime.setVariable(begun.instance(), "approved", true));
        attempts.put("delete instance", () -> runtime.deleteProcessInstance(begun.instance(), "no"));
        attempts.put("modify", () -> runtime.createProcessInstanceModification(begun.instance()).startBeforeActivity("Task_Second").execute());
        attempts.put("suspend", () -> runtime.suspendProcessInstanceById(begun.instance()));
        attempts.forEach((name, attempt) -> assertThatThrownBy(() -> walk.as(CLERK, () -> {
            attempt.run();
            return null;
        })).as(name).isInstanceOf(RuntimeException.class));
        assertThat(state(id)).isEqualTo(before);
    }

    private Map<String, Object> state(String id) {
        Map<String, Object> state = new HashMap<>(jdbc.queryForMap("select * from act_ru_task where id_ = ?", id));
        state.remove("last_updated_");
        state.put("links", jdbc.queryForList("select group_id_, user_id_, type_ from act_ru_identitylink where task_id_ = ? order by 1, 2", id));
        state.put("variables", jdbc.queryForList("select name_, text_ from act_ru_variable where proc_inst_id_ = ? order by 1", begun.instance()));
        return state;
    }

    @Test
    void noAuthorizationRowIsWrittenPerTask() {
        int before = jdbc.queryForObject("select count(*) from act_ru_authorization", Integer.class);
        Begun another = begin(CLERK, EAST);
        door().as(CLERK).claim(another.task(), CLERK);
        door().as(CLERK).submit(another.task(), Map.of());
        assertThat(jdbc.queryForObject("select count(*) from act_ru_authorization", Integer.class)).isEqualTo(before);
        assertThat(jdbc.queryForObject("select count(*) from act_ru_authorization where resource_type_ = 7 and group_id_ <> 'camunda-admin'",
                Integer.class)).isZero();
    }

    @Test
    void theQueryOfAPersonKeepsItsOtherConditions() {
        door().as(CLERK).claim(begun.task(), CLERK);
        Map<String, Object> mine = Map.of("processInstanceId", begun.instance(), "assignee", CLERK,
                "sorting", List.of(Map.of("sortBy", "created", "sortOrder", "desc")));
        assertThat(door().as(CLERK).post("/engine-rest/task?maxResults=5", mine).json()).hasSize(1);
        Map<String, Object> either = Map.of("processInstanceId", begun.instance(),
                "orQueries", List.of(Map.of("nameLike", "%申请%", "candidateGroups", List.of("clerk"))),
                "processVariables", List.of(Map.of("name", "customerName", "operator", "eq", "value", "张伟")),
                "sorting", List.of(Map.of("sortBy", "processVariable", "sortOrder", "asc",
                        "parameters", Map.of("variable", "customerName", "type", "String"))));
        assertThat(door().as(CLERK).post("/engine-rest/task", either).json()).hasSize(1);
        assertThat(door().as(CLERK_WEST).post("/engine-rest/task", either).json()).isEmpty();
        assertThat(door().as(CLERK).post("/engine-rest/task", Map.of("processInstanceId", begun.instance(), "assignee", CLERK2)).json()).isEmpty();
    }
}
