package io.casework.procedure.access;

import static io.casework.testkit.TestStaff.login;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.casework.testkit.Attack;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Door.Answer;
import io.casework.testkit.Door.Browser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which calls of the engine's interface are open to whom. */
@CaseworkTest
class RestDoorTest extends AccessProbe {

    private static final String WEBAPP = "/camunda/api/engine/engine/default";

    private Begun begun;

    @BeforeEach
    void aCase() {
        begun = begin(CLERK, EAST);
    }

    private String filled(String path) {
        return path.replace("{task}", begun.task()).replace("{instance}", begun.instance()).replace("{key}", KEY).replace("{me}", CLERK);
    }

    /** Refused for every ordinary post, under each of the three addresses of the interface. */
    @ParameterizedTest
    @CsvSource({
        "PUT, /task/{task}", "DELETE, /task/{task}", "POST, /task/create", "POST, /task/{task}/delegate", "POST, /task/{task}/resolve",
        "POST, /task/{task}/bpmnError", "POST, /task/{task}/bpmnEscalation", "POST, /task/{task}/variables", "PUT, /task/{task}/variables/approved",
        "POST, /task/{task}/localVariables", "PUT, /task/{task}/localVariables/approved", "DELETE, /task/{task}/variables/site",
        "POST, /task/{task}/identity-links", "POST, /task/{task}/identity-links/delete", "POST, /task/{task}/attachment/create", "POST, /task/{task}/comment/create",
        "POST, /process-definition/key/{key}/start", "POST, /process-definition/key/{key}/restart", "PUT, /process-definition/key/{key}/suspended",
        "DELETE, /process-definition/key/{key}", "POST, /modification/execute", "POST, /migration/generate", "POST, /migration/execute",
        "GET, /process-instance", "POST, /process-instance", "GET, /process-instance/{instance}/variables", "POST, /process-instance/{instance}/variables",
        "PUT, /process-instance/{instance}/variables/approved", "DELETE, /process-instance/{instance}", "POST, /process-instance/{instance}/modification",
        "PUT, /process-instance/{instance}/suspended", "PUT, /execution/{instance}/localVariables/approved", "POST, /execution/{instance}/signal",
        "POST, /execution/{instance}/messageSubscriptions/any/trigger", "POST, /message", "POST, /signal", "POST, /condition", "GET, /job",
        "POST, /job/any/execute", "PUT, /job/any/duedate", "GET, /incident", "POST, /external-task/fetchAndLock", "GET, /external-task",
        "POST, /deployment/create", "GET, /deployment", "DELETE, /deployment/any", "POST, /decision-definition/key/any/evaluate",
        "GET, /decision-definition", "POST, /filter/create", "PUT, /filter/any", "DELETE, /filter/any", "GET, /authorization", "POST, /authorization/create",
        "DELETE, /authorization/any", "GET, /user", "POST, /user/create", "DELETE, /user/{me}", "PUT, /user/{me}/profile", "POST, /user/{me}/unlock",
        "PUT, /user/legal/credentials", "POST, /group/create", "PUT, /group/camunda-admin/members/{me}", "DELETE, /group/clerk/members/{me}",
        "GET, /group", "GET, /tenant", "POST, /tenant/create", "PUT, /tenant/t-west/user-members/{me}", "POST, /identity/verify", "GET, /identity/groups",
        "GET, /batch", "GET, /metrics", "GET, /telemetry/configuration", "GET, /variable-instance", "GET, /history/process-instance",
        "GET, /history/task", "GET, /history/variable-instance", "DELETE, /history/process-instance/{instance}", "POST, /history/process-instance/delete",
        "GET, /event-subscription", "GET, /schema/log", "GET, /case-definition", "GET, /openapi.json", "PATCH, /task/{task}"})
    void shutForOrdinaryPosts(String method, String path) {
        List<String> posts = List.of(CLERK, SUPERVISOR, login("repair-team", EAST), "general-manager", "finance");
        String state = state();
        for (String login : posts) {
            for (String prefix : List.of("/engine-rest", "/engine-rest/engine/default")) {
                String body = method.equals("GET") || method.equals("DELETE") ? null : "{}";
                Answer answer = door().as(login).send(method, prefix + filled(path), body, body == null ? null : "application/json");
                assertThat(answer.status()).as(login + " " + method + " " + prefix + path).isIn(403, 405);
            }
        }
        Browser browser = door().browser(CLERK);
        browser.get("/camunda/api/engine/engine/");
        Answer answer = browser.json(method, WEBAPP + filled(path), method.equals("GET") || method.equals("DELETE") ? null : Map.of());
        assertThat(answer.status()).as("Tasklist " + method + " " + path).isIn(403, 405);
        assertThat(state()).isEqualTo(state);
    }

    private String state() {
        return tasks.createTaskQuery().taskId(begun.task()).singleResult().getName() + tasks.getVariables(begun.task())
                + tasks.getIdentityLinksForTask(begun.task());
    }

    /** What Tasklist and Welcome need. */
    @ParameterizedTest
    @CsvSource({
        "GET, /filter?resourceType=Task", "GET, /filter/count?resourceType=Task", "OPTIONS, /filter", "GET, /task?assignee={me}", "POST, /task",
        "GET, /task/count", "GET, /task/{task}", "GET, /task/{task}/form", "GET, /task/{task}/form-variables", "GET, /task/{task}/identity-links",
        "GET, /task/{task}/comment", "GET, /history/user-operation?taskId={task}", "GET, /history/user-operation/count?taskId={task}",
        "GET, /user?id=service-manager&maxResults=1", "GET, /user/{me}/profile", "GET, /user/service-manager/profile",
        "GET, /identity/password-policy", "GET, /group?member={me}", "GET, /group/count?member={me}", "POST, /group?maxResults=25&firstResult=0",
        "GET, /process-definition?latestVersion=true&startableInTasklist=true&startablePermissionCheck=true",
        "GET, /process-definition/count?latestVersion=true&startableInTasklist=true", "GET, /process-definition/key/{key}/startForm",
        "GET, /process-definition/key/{key}/deployed-start-form", "GET, /process-definition/key/{key}/xml", "GET, /version"})
    void openForStaff(String method, String path) {
        String body = method.equals("POST") ? "{}" : null;
        Answer rest = door().as(CLERK).send(method, "/engine-rest" + filled(path), body, body == null ? null : "application/json");
        assertThat(rest.status()).as(rest.body()).isEqualTo(200);
        if (!path.equals("/version")) {
            Browser browser = door().browser(CLERK);
            browser.get("/camunda/api/engine/engine/");
            assertThat(browser.send(method, WEBAPP + filled(path), body, body == null ? null : "application/json").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"/deployment", "/decision-definition", "/decision-requirements-definition", "/process-definition"})
    void whoChangesProceduresReadsWhatIsDeployed(String path) {
        assertThat(door().as("procedure-admin").get("/engine-rest" + path).status()).isEqualTo(200);
        assertThat(door().as("procedure-admin").get("/engine-rest/job").status()).isEqualTo(403);
        assertThat(door().as("procedure-admin").post("/engine-rest/process-definition/key/" + KEY + "/start", Map.of()).status()).isEqualTo(403);
    }

    @Test
    void administratorsReachTheWholeInterfaceButTheSetup() {
        for (String path : List.of("/job", "/process-instance", "/user", "/authorization", "/deployment", "/history/task", "/batch")) {
            assertThat(door().as("camunda-admin").get("/engine-rest" + path).status()).as(path).isEqualTo(200);
        }
        Browser browser = door().browser("camunda-admin");
        assertThat(browser.get("/camunda/app/cockpit/default/").status()).isEqualTo(200);
        assertThat(browser.get("/camunda/app/admin/default/").status()).isEqualTo(200);
        assertThat(door().browser(CLERK).get("/camunda/app/cockpit/default/").status()).isEqualTo(403);
        assertThat(browser.post("/camunda/api/admin/setup/default/user/create", Map.of()).status()).isEqualTo(403);
    }

    @Test
    void theOwnPasswordCanBeChangedAndNobodyElses() {
        String me = person("changer", "clerk@" + EAST);
        Map<String, String> change = Map.of("password", "another-long-one", "authenticatedUserPassword", io.casework.testkit.TestStaff.PASSWORD);
        assertThat(door().as(CLERK).put("/engine-rest/user/" + me + "/credentials", change).status()).isEqualTo(403);
        Answer weak = door().as(me).put("/engine-rest/user/" + me + "/credentials",
                Map.of("password", "short", "authenticatedUserPassword", io.casework.testkit.TestStaff.PASSWORD));
        assertThat(weak.status()).as(weak.body()).isEqualTo(422);
        assertThat(weak.json().path("message").asText()).contains("密码不符合要求");
        assertThat(door().as(me).put("/engine-rest/user/" + me + "/credentials", change).status()).isEqualTo(204);
        assertThat(door().as(me, "another-long-one").get("/engine-rest/task/count").status()).isEqualTo(200);
    }

    @Test
    void aRefusedDeploymentNamesTheElementsAsCamundaModelerReadsThem() {
        String bpmn = """
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
                    id="D" targetNamespace="http://casework.io/bpmn">
                  <bpmn:process id="refused-probe" name="试验" isExecutable="true" camunda:historyTimeToLive="P30D">
                    <bpmn:startEvent id="Start_Probe" name="开始" />
                    <bpmn:scriptTask id="Task_Script" name="运行脚本" scriptFormat="javascript"><bpmn:script>1</bpmn:script></bpmn:scriptTask>
                    <bpmn:sequenceFlow id="Flow_1" sourceRef="Start_Probe" targetRef="Task_Script" />
                  </bpmn:process>
                </bpmn:definitions>
                """;
        String body = String.join("\r\n", "--edge", "Content-Disposition: form-data; name=\"deployment-name\"", "", "refused",
                "--edge", "Content-Disposition: form-data; name=\"refused-probe.bpmn\"; filename=\"refused-probe.bpmn\"",
                "Content-Type: application/octet-stream", "", bpmn, "--edge--", "");
        assertThat(door().as(CLERK).send("POST", "/engine-rest/deployment/create", body, "multipart/form-data; boundary=edge").status()).isEqualTo(403);
        Answer refused = door().as("procedure-admin").send("POST", "/engine-rest/deployment/create", body, "multipart/form-data; boundary=edge");
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.json().path("details").path("refused-probe.bpmn").path("errors").toString()).contains("Task_Script");
        assertThat(repository.createProcessDefinitionQuery().processDefinitionKey("refused-probe").count()).isZero();
    }

    @Test
    @Attack("oversized text")
    void whatIsTooLargeIsRefused() {
        String large = "{\"variables\":{\"matter\":{\"value\":\"" + "长".repeat(RestDoor.LARGEST_CALL / 2) + "\"}}}";
        Answer answer = door().as(CLERK).send("POST", "/engine-rest/task/" + begun.task() + "/submit-form", large, "application/json");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().path("message").asText()).contains("1 MB");
        assertThat(open(begun).getId()).isEqualTo(begun.task());
    }

    @ParameterizedTest
    @CsvSource({"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml", "*/*", "nonsense"})
    @Attack("content types")
    void onlyJsonIsTaken(String type) {
        Answer answer = door().as(CLERK).send("POST", "/engine-rest/task/" + begun.task() + "/claim", "{\"userId\":\"" + CLERK + "\"}", type);
        assertThat(answer.status()).isEqualTo(415);
        assertThat(assignee(begun.task())).isNull();
    }

    /** Whatever is refused says so in Chinese, as problem details, without anything from inside. */
    @Test
    void problemsAreForPeople() {
        List<Answer> answers = new ArrayList<>();
        answers.add(door().as(CLERK).get("/engine-rest/task/no-such-task"));
        answers.add(door().as(CLERK).post("/engine-rest/task/no-such-task/claim", Map.of("userId", CLERK)));
        answers.add(door().as(CLERK).post("/engine-rest/task/no-such-task/submit-form", Map.of("variables", Map.of())));
        answers.add(door().as(CLERK).send("POST", "/engine-rest/task", "{not json", "application/json"));
        answers.add(door().as(CLERK).post("/engine-rest/task", Map.of("sorting", List.of(Map.of("sortBy", "nonsense", "sortOrder", "asc")))));
        answers.add(door().as(CLERK).get("/engine-rest/task?sortBy=nonsense&sortOrder=asc"));
        answers.add(door().as(CLERK).get("/engine-rest/process-definition/key/no-such-key/startForm"));
        answers.add(door().as(CLERK).get("/engine-rest/job"));
        answers.add(door().as(CLERK_WEST).claim(begun.task(), CLERK_WEST));
        answers.add(start(CLERK, WEST));
        answers.add(door().as("camunda-admin").get("/engine-rest/no-such-thing"));
        answers.add(door().anonymous().get("/engine-rest/task"));
        for (Answer answer : answers) {
            assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
            assertThat(answer.header("Content-Type")).as(answer.body()).startsWith("application/problem+json");
            JsonNode json = answer.json();
            for (String member : List.of("title", "detail", "message")) {
                assertThat(json.path(member).asText()).as(answer.body()).containsPattern("\\p{IsHan}")
                        .doesNotContain("Exception", "org.camunda", "select ", "task is null", "No matching", "Cannot");
            }
            assertThat(json.path("errors").isArray()).isTrue();
            assertThat(json.path("status").asInt()).isEqualTo(answer.status());
        }
    }
}
