package io.casework.procedure.access;

import static io.casework.testkit.TestStaff.login;
import static org.assertj.core.api.Assertions.assertThat;

import io.casework.testkit.Attack;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.DatabaseState;
import io.casework.testkit.Door.Answer;
import io.casework.testkit.Door.Browser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Attempts to decide a real step that is somebody else's: the signature of the office director on a rectification slip. The whole database is compared. */
@CaseworkTest
class CraftedApprovalTest extends AccessProbe {

    private static final String DIRECTOR = login("office-director", EAST);
    private static final List<String> ROADS = List.of("/engine-rest", "/engine-rest/engine/default");
    private static final String TASKLIST = "/camunda/api/engine/engine/default";
    private static final Map<String, Object> SLIP =
            Map.of("slipSubject", "外窗渗水", "location", "主卧飘窗", "slipContent", "下雨时窗角渗水", "requestedBy", "2026-07-15");

    @Autowired DatabaseState database;

    private String number;
    private Task task;
    private Map<String, String> before;

    @BeforeEach
    void aSlipThatTheClerkIsFillingIn() {
        walk.resetClock();
        number = walk.enter("rectification-slip", EAST, Map.of());
        task = walk.task(number, "Task_FillSlip");
        assertThat(door().as(CLERK).claim(task.getId(), CLERK).status()).isEqualTo(204);
        before = database.now();
    }

    private void nothingChanged() {
        assertThat(database.now()).isEqualTo(before);
    }

    private static Map<String, Object> with(String key, Object value) {
        Map<String, Object> values = new HashMap<>(SLIP);
        values.put(key, value);
        return values;
    }

    private void awaitTheDirector() {
        assertThat(door().as(CLERK).submit(task.getId(), SLIP).status()).isEqualTo(204);
        task = walk.task(number, "Task_VerifySlip");
        before = database.now();
    }

    @ParameterizedTest
    @ValueSource(strings = {"directorSigns", "approved", "costApproved", "projectAccepts", "outcome", "site", "caseNumber", "execution", "deadline"})
    @Attack({"crafted approve", "unknown key"})
    void aKeyThatIsNotInTheFormIsRefusedHoweverItIsSent(String key) {
        for (String call : List.of("submit-form", "complete")) {
            for (String road : ROADS) {
                Answer answer = door().as(CLERK).post(road + "/task/" + task.getId() + "/" + call + "?withVariablesInReturn=true", variables(with(key, true)));
                assertThat(answer.status()).as(answer.body()).isEqualTo(422);
                assertThat(answer.json().path("errors").get(0).path("field").asText()).isEqualTo(key);
            }
            Browser tasklist = door().browser(CLERK);
            tasklist.get("/camunda/api/engine/engine/");
            assertThat(tasklist.post(TASKLIST + "/task/" + task.getId() + "/" + call, variables(with(key, true))).status()).isEqualTo(422);
        }
        nothingChanged();
    }

    private static Map<String, Object> variables(Map<String, Object> values) {
        Map<String, Object> dto = new LinkedHashMap<>();
        values.forEach((key, value) -> dto.put(key, Map.of("value", value)));
        return Map.of("variables", dto);
    }

    static List<Map<String, Object>> foreignTypes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new HashMap<>(Map.of("a", 1)));
        }
        String serialized = Base64.getEncoder().encodeToString(bytes.toByteArray());
        return List.of(
                Map.of("value", serialized, "type", "Object", "valueInfo",
                        Map.of("objectTypeName", "java.util.HashMap", "serializationDataFormat", "application/x-java-serialized-object")),
                Map.of("value", "{}", "type", "Object", "valueInfo", Map.of("objectTypeName", "java.util.HashMap", "serializationDataFormat", "application/json")),
                Map.of("value", "aGk=", "type", "File", "valueInfo", Map.of("filename", "x.html", "mimetype", "text/html")),
                Map.of("value", "aGk=", "type", "Bytes"),
                Map.of("value", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", "type", "Xml"),
                Map.of("value", "{\"a\":1}", "type", "Json"), Map.of("value", "{", "type", "Json"), Map.of("value", "x", "type", "NoSuchType"),
                Map.of("value", "x", "type", "Integer"), Map.of("value", true, "type", "Boolean"), Map.of("value", Map.of("a", 1)), Map.of("value", List.of("a")));
    }

    @ParameterizedTest
    @MethodSource("foreignTypes")
    @Attack({"serialized Java object", "file and XML values", "wrong type"})
    void aValueOfAForeignTypeIsRefusedInAFieldAndBesideIt(Map<String, Object> value) {
        for (String call : List.of("submit-form", "complete")) {
            for (String key : List.of("location", "directorSigns")) {
                Map<String, Object> dto = new LinkedHashMap<>();
                SLIP.forEach((name, text) -> dto.put(name, Map.of("value", text)));
                dto.put(key, value);
                Answer answer = door().as(CLERK).post("/engine-rest/task/" + task.getId() + "/" + call, Map.of("variables", dto));
                assertThat(answer.status()).as(key + value + answer.body()).isIn(400, 422);
                assertThat(answer.json().path("message").asText()).containsPattern("\\p{IsHan}");
            }
        }
        nothingChanged();
    }

    /** Every side door by which a fact could be set or the step be passed over, tried by the requester, the signer and a manager. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "PUT|/task/{task}/variables/directorSigns|{\"value\":true}", "POST|/task/{task}/variables|{\"modifications\":{\"directorSigns\":{\"value\":true}}}",
        "PUT|/task/{task}/localVariables/directorSigns|{\"value\":true}",
        "POST|/task/{task}/localVariables|{\"modifications\":{\"directorSigns\":{\"value\":true}}}",
        "DELETE|/task/{task}/variables/site|", "PUT|/process-instance/{instance}/variables/directorSigns|{\"value\":true}",
        "POST|/process-instance/{instance}/variables|{\"modifications\":{\"directorSigns\":{\"value\":true}}}",
        "POST|/process-instance/variables-async|{\"processInstanceIds\":[\"{instance}\"],\"variables\":{\"directorSigns\":{\"value\":true}}}",
        "PUT|/execution/{execution}/localVariables/directorSigns|{\"value\":true}",
        "POST|/execution/{execution}/localVariables|{\"modifications\":{\"directorSigns\":{\"value\":true}}}"})
    @Attack("variables of tasks, executions and instances")
    void noFactIsSetBesideTheForm(String method, String path, String body) {
        shut(method, path, body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "POST|/process-instance/{instance}/modification|{\"instructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"Task_SignReceipt\"}]}",
        "POST|/process-instance/{instance}/modification-async|{\"instructions\":[{\"type\":\"cancel\",\"activityId\":\"Task_VerifySlip\"}]}",
        "POST|/modification/execute|{\"processDefinitionId\":\"{definition}\",\"processInstanceIds\":[\"{instance}\"],\"instructions\":[]}",
        "POST|/modification/executeAsync|{}", "POST|/migration/execute|{}", "POST|/process-definition/{definition}/restart|{}",
        "DELETE|/process-instance/{instance}|", "POST|/process-instance/delete|{\"processInstanceIds\":[\"{instance}\"]}",
        "PUT|/process-instance/{instance}/suspended|{\"suspended\":true}"})
    @Attack("modification")
    void noTokenIsMovedByHand(String method, String path, String body) {
        shut(method, path, body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "POST|/message|{\"messageName\":\"case-withdrawn\",\"businessKey\":\"{number}\",\"processVariables\":{\"directorSigns\":{\"value\":true}}}",
        "POST|/message|{\"messageName\":\"case-withdrawn\",\"all\":true}", "POST|/process-instance/message-async|{}", "POST|/signal|{\"name\":\"any\"}",
        "POST|/condition|{\"variables\":{\"directorSigns\":{\"value\":true}}}", "POST|/execution/{execution}/signal|{\"variables\":{}}",
        "POST|/execution/{execution}/messageSubscriptions/case-withdrawn/trigger|{}"})
    @Attack("message and signal")
    void noMessageIsSentByHand(String method, String path, String body) {
        shut(method, path, body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "POST|/task/{task}/bpmnError|{\"errorCode\":\"any\",\"variables\":{\"directorSigns\":{\"value\":true}}}",
        "POST|/task/{task}/bpmnEscalation|{\"escalationCode\":\"any\"}"})
    @Attack("BPMN error and escalation")
    void noErrorOrEscalationIsThrownByHand(String method, String path, String body) {
        shut(method, path, body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "POST|/task/{task}/resolve|{\"variables\":{\"directorSigns\":{\"value\":true}}}", "POST|/task/{task}/delegate|{\"userId\":\"{me}\"}",
        "PUT|/task/{task}|{\"assignee\":\"{me}\"}", "DELETE|/task/{task}|", "POST|/task/create|{\"id\":\"evil\",\"parentTaskId\":\"{task}\"}",
        "POST|/task/{task}/identity-links|{\"groupId\":\"clerk\",\"type\":\"candidate\"}"})
    @Attack("delegate and resolve")
    void noTaskIsDelegatedResolvedOrRewritten(String method, String path, String body) {
        shut(method, path, body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "POST|/process-definition/key/rectification-slip/start|{\"businessKey\":\"{number}\",\"variables\":{\"directorSigns\":{\"value\":true}}}",
        "POST|/process-definition/{definition}/start|{\"startInstructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"Task_SignReceipt\"}]}",
        "POST|/process-definition/key/rectification-slip/submit-form|{\"businessKey\":\"{number}\",\"variables\":{}}",
        "POST|/process-definition/key/contact-intake/submit-form|{\"businessKey\":\"KF-EVIL\",\"variables\":{}}"})
    @Attack("start beside the form")
    void noProcedureIsStartedBesideItsForm(String method, String path, String body) {
        shut(method, path, body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "PUT|/group/office-director/members/{me}|", "PUT|/tenant/t-west/user-members/{me}|", "POST|/authorization/create|{\"type\":1,\"userId\":\"{me}\",\"resourceType\":0,"
                + "\"resourceId\":\"*\",\"permissions\":[\"ALL\"]}", "POST|/user/create|{\"profile\":{\"id\":\"evil\"},\"credentials\":{\"password\":\"Evil-Passw0rd!\"}}",
        "PUT|/user/{me}/profile|{\"id\":\"{me}\",\"firstName\":\"x\"}", "PUT|/user/camunda-admin/credentials|{\"password\":\"Evil-Passw0rd!\"}",
        "POST|/job/any/execute|{}", "PUT|/process-definition/key/rectification-slip/suspended|{\"suspended\":true}"})
    @Attack("rights of one's own making")
    void nobodyGivesHimselfRights(String method, String path, String body) {
        shut(method, path, body);
    }

    private void shut(String method, String path, String body) {
        awaitTheDirector();
        assertThat(door().as(DIRECTOR).claim(task.getId(), DIRECTOR).status()).isEqualTo(204);
        before = database.now();
        for (String login : List.of(CLERK, DIRECTOR, SUPERVISOR, "service-manager", CLERK_WEST)) {
            String filled = filled(path, login);
            String content = body == null ? null : filled(body, login);
            for (String road : ROADS) {
                Answer answer = door().as(login).send(method, road + filled, content, content == null ? null : "application/json");
                assertThat(answer.status()).as(login + " " + method + " " + filled + answer.body()).isIn(403, 422);
            }
            Browser tasklist = door().browser(login);
            tasklist.get("/camunda/api/engine/engine/");
            assertThat(tasklist.send(method, TASKLIST + filled, content, content == null ? null : "application/json").status())
                    .as(login + " " + method + " " + filled).isIn(403, 422);
        }
        nothingChanged();
    }

    private String filled(String text, String login) {
        return text.replace("{task}", task.getId()).replace("{instance}", task.getProcessInstanceId()).replace("{execution}", task.getExecutionId())
                .replace("{definition}", task.getProcessDefinitionId()).replace("{number}", number).replace("{me}", login);
    }

    @Test
    @Attack("another group's task")
    void theTaskOfAnotherPostIsNeitherClaimedNorSigned() {
        awaitTheDirector();
        for (String stranger : List.of(CLERK, SUPERVISOR, "service-manager", login("project-department", EAST), "general-manager", "finance")) {
            assertThat(door().as(stranger).claim(task.getId(), stranger).status()).as(stranger).isEqualTo(403);
            assertThat(door().as(stranger).post("/engine-rest/task/" + task.getId() + "/assignee", Map.of("userId", stranger)).status()).as(stranger).isEqualTo(403);
            assertThat(door().as(stranger).submit(task.getId(), Map.of("directorSigns", true)).status()).as(stranger).isEqualTo(403);
            assertThat(door().as(stranger).post("/engine-rest/task/" + task.getId() + "/complete", variables(Map.of("directorSigns", true))).status())
                    .as(stranger).isEqualTo(403);
        }
        nothingChanged();
    }

    @Test
    @Attack("other user's task")
    void theTaskOfAnotherPersonIsNotSubmittedTakenOrPutBack() {
        for (String other : List.of(CLERK2, SUPERVISOR, "camunda-admin", DIRECTOR)) {
            for (String call : List.of("submit-form", "complete")) {
                assertThat(door().as(other).post("/engine-rest/task/" + task.getId() + "/" + call, variables(SLIP)).status()).as(other).isEqualTo(403);
            }
        }
        for (String other : List.of(CLERK2, DIRECTOR)) {
            assertThat(door().as(other).claim(task.getId(), other).status()).as(other).isIn(403, 409);
            assertThat(door().as(other).post("/engine-rest/task/" + task.getId() + "/unclaim", null).status()).as(other).isEqualTo(403);
            assertThat(door().as(other).post("/engine-rest/task/" + task.getId() + "/assignee", Map.of("userId", other)).status()).as(other).isEqualTo(403);
        }
        nothingChanged();
    }

    @Test
    @Attack("unclaimed task")
    void aTaskThatNobodyClaimedIsNotSubmitted() {
        awaitTheDirector();
        for (String login : List.of(DIRECTOR, CLERK, "camunda-admin")) {
            for (String call : List.of("submit-form", "complete")) {
                Answer answer = door().as(login).post("/engine-rest/task/" + task.getId() + "/" + call, variables(Map.of("directorSigns", true)));
                assertThat(answer.status()).as(login).isEqualTo(403);
                assertThat(answer.json().path("message").asText()).contains("认领");
            }
        }
        nothingChanged();
    }

    @Test
    @Attack("other site")
    void nothingOfAnotherSiteIsReadClaimedSubmittedOrCounted() {
        String west = login("office-director", WEST);
        awaitTheDirector();
        for (String login : List.of(CLERK_WEST, west, login("service-supervisor", WEST))) {
            for (String path : List.of("", "/form", "/deployed-form", "/form-variables", "/identity-links", "/comment", "/attachment", "/variables",
                    "/localVariables", "/rendered-form")) {
                Answer answer = door().as(login).get("/engine-rest/task/" + task.getId() + path);
                assertThat(path.equals("/comment") && answer.status() == 200 ? 404 : answer.status()).as(path + answer.body()).isIn(403, 404);
                assertThat(answer.body()).as(path).doesNotContain(number).doesNotContain("王芳");
            }
            for (Map<String, Object> query : List.<Map<String, Object>>of(Map.of("processInstanceBusinessKey", number), Map.of("tenantIdIn", List.of(EAST)),
                    Map.of("taskId", task.getId()), Map.of("orQueries", List.of(Map.of("tenantIdIn", List.of(EAST), "processInstanceBusinessKey", number))),
                    Map.of("candidateUser", DIRECTOR, "processInstanceBusinessKey", number))) {
                assertThat(door().as(login).post("/engine-rest/task", query).body()).as(query.toString()).doesNotContain(number).doesNotContain(task.getId());
                assertThat(door().as(login).post("/engine-rest/task/count", query).json().path("count").asInt()).as(query.toString()).isZero();
            }
            for (String filter : filters()) {
                Map<String, Object> narrowed = Map.of("processInstanceBusinessKey", number);
                assertThat(door().as(login).post("/engine-rest/filter/" + filter + "/list", narrowed).json()).isEmpty();
                assertThat(door().as(login).post("/engine-rest/filter/" + filter + "/count", narrowed).json().path("count").asInt()).isZero();
            }
            for (String path : List.of("/history/task?processInstanceBusinessKey=" + number, "/history/process-instance?processInstanceBusinessKey=" + number,
                    "/history/variable-instance?processInstanceId=" + task.getProcessInstanceId(), "/history/activity-instance?processInstanceId="
                            + task.getProcessInstanceId(), "/process-instance/" + task.getProcessInstanceId(), "/process-instance/"
                            + task.getProcessInstanceId() + "/activity-instances")) {
                assertThat(door().as(login).get("/engine-rest" + path).status()).as(path).isEqualTo(403);
            }
            assertThat(door().as(login).get("/engine-rest/history/user-operation?processInstanceId=" + task.getProcessInstanceId()).json()).isEmpty();
            assertThat(door().as(login).get("/api/cases/" + number).status()).isEqualTo(404);
            assertThat(door().as(login).claim(task.getId(), login).status()).isEqualTo(403);
            assertThat(door().as(login).submit(task.getId(), Map.of("directorSigns", true)).status()).isEqualTo(403);
        }
        nothingChanged();
    }

    private List<String> filters() {
        return door().as(CLERK_WEST).get("/engine-rest/filter?resourceType=Task").json().findValuesAsText("id");
    }

    @Test
    void afterAllThisTheDirectorSigns() {
        awaitTheDirector();
        assertThat(door().as(DIRECTOR).claim(task.getId(), DIRECTOR).status()).isEqualTo(204);
        assertThat(door().as(DIRECTOR).submit(task.getId(), Map.of("directorSigns", true)).status()).isEqualTo(204);
        assertThat(walk.openTasks(number)).containsExactly("Task_SignReceipt");
    }
}
