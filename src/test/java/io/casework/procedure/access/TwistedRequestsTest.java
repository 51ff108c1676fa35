package io.casework.procedure.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.testkit.Attack;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.DatabaseState;
import io.casework.testkit.Door.Answer;
import io.casework.testkit.Door.Browser;
import io.casework.testkit.Door.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Requests that are written so that one part of the application reads them differently from the next, or cannot read them at all. */
@CaseworkTest
@ExtendWith(OutputCaptureExtension.class)
class TwistedRequestsTest extends AccessProbe {

    private static final String WEBAPP = "/camunda/api/engine/engine/default";

    @Autowired DatabaseState database;

    private Begun begun;
    private Map<String, String> before;

    @BeforeEach
    void aCase() {
        begun = begin(CLERK, EAST);
        before = database.now();
    }

    private void nothingChanged() {
        assertThat(database.now()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/engine-rest//job", "/engine-rest/./job", "/engine-rest/task/../job", "/engine-rest/task/%2e%2e/job", "/engine-rest/task/.%2E/job",
        "/engine-rest/task/..%2fjob", "/engine-rest/task/%252e%252e/job", "/engine-rest/task;x=1/../job", "/engine-rest;jsessionid=1/job",
        "/engine-rest/job;jsessionid=1", "/engine-rest/job/", "/engine-rest/JOB", "/Engine-Rest/job", "/engine-rest/%6aob", "/engine-rest/job%00",
        "/engine-rest/job%0a", "/engine-rest/job%3bx", "/engine-rest/task%5c..%5cjob", "/engine-rest/job.json", "/engine-rest/engine/default/job",
        "/engine-rest/engine/default/engine/default/job", "/engine-rest/engine/other/job", "//engine-rest/job", "/./engine-rest/job", "/x/../engine-rest/job",
        "/assets/../engine-rest/job", "/assets/..;/engine-rest/job", "/assets/%2e%2e/engine-rest/job", "/login/../engine-rest/job", "/error/../engine-rest/job",
        "/camunda/../engine-rest/job", "/camunda/app/../api/engine/engine/default/job", "/camunda/lib/../api/engine/engine/default/job",
        "/camunda/api/cockpit/plugin/base/static/../../default/process-definition", "/actuator/health/../env", "/actuator/env", "/assets/%2e%2e/application.yaml"})
    @Attack("twisted paths")
    void noWayOfWritingAPathOpensWhatIsShut(String path) {
        for (Caller caller : List.of(door().as(CLERK), door().anonymous(), door().browser(CLERK))) {
            Answer answer = caller.get(path);
            assertThat(answer.status()).as(path + " " + answer.body()).isIn(302, 400, 401, 403, 404);
            assertThat(answer.body()).doesNotContain("[{").doesNotContain("jobDefinitionId").doesNotContain("datasource");
        }
        nothingChanged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/engine-rest;jsessionid=1/task", "/engine-rest/./task", "/x/../engine-rest/task", "/login;/..", "/engine-rest/task/%2e"})
    @Attack("twisted paths")
    void aTwistedPathIsRefusedBeforeAnybodySignsIn(String path) {
        Answer answer = door().anonymous().get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).isEqualTo("没有这个地址");
    }

    @ParameterizedTest
    @CsvSource({"/camunda/app/Admin/default/, 404", "/camunda/app/%61dmin/default/, 404", "/camunda/app/admin/default, 403", "/camunda/app/admin/default/, 403",
        "/camunda/app/admin/default/setup/, 403", "/camunda/app/cockpit/default, 403", "/camunda/app/cockpit/default/, 403", "/camunda/app/other/default/, 404",
        "/camunda/app/tasklist/default/, 200", "/camunda/app/welcome/default/, 200"})
    @Attack("twisted paths")
    void theApplicationsOfAdministratorsAreShutForOthersHoweverTheyAreCalled(String path, int status) {
        assertThat(door().browser(CLERK).get(path).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/camunda/app/admin/default/", "/camunda/app/cockpit/default/", "/camunda/app/cockpit/scripts/config.js"})
    void administratorsReachTheirApplications(String path) {
        assertThat(door().browser("camunda-admin").get(path).status()).isEqualTo(200);
    }

    @Test
    @Attack("method tricks")
    void anotherMethodIsNotSmuggledIn() {
        String task = "/engine-rest/task/" + begun.task();
        for (String header : List.of("X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method")) {
            assertThat(door().as(CLERK).header(header, "DELETE").post(task, Map.of()).status()).as(header).isEqualTo(403);
            assertThat(door().as(CLERK).header(header, "DELETE").get("/engine-rest/job").status()).as(header).isEqualTo(403);
        }
        assertThat(door().as(CLERK).post(task + "?_method=DELETE", Map.of()).status()).isEqualTo(403);
        for (String method : List.of("HEAD", "OPTIONS", "PATCH", "PROPFIND", "get", "X")) {
            for (String path : List.of("/engine-rest/job", "/engine-rest/process-instance/" + begun.instance(), task + "/variables")) {
                Answer answer = door().as(CLERK).send(method, path, null, null);
                assertThat(answer.status()).as(method + " " + path).isIn(400, 403, 405);
                assertThat(answer.body()).doesNotContain("张伟");
            }
        }
        assertThat(door().as(CLERK_WEST).send("HEAD", task, null, null).status()).isEqualTo(404);
        nothingChanged();
    }

    /** Each was found to end in an error of the application where the caller is to blame. */
    @ParameterizedTest
    @ValueSource(strings = {
        "null", "{\"orQueries\":[null]}", "{\"taskVariables\":[null]}", "{\"processVariables\":[{\"name\":\"x\",\"operator\":\"eq\",\"value\":{\"a\":1}}]}",
        "{\"processVariables\":[{\"name\":\"x\",\"operator\":\"eq\",\"value\":[1]}]}", "{\"processVariables\":[{\"name\":\"x\",\"operator\":\"eq' or 1=1\",\"value\":1}]}",
        "{\"assignee\":\"\\u0000\"}", "{\"includeAssignedTasks\":true}", "{\"priority\":NaN}", "{\"priority\":1e999}", "{\"dueDate\":\"x\"}", "{not json", "[]", "\"x\"",
        "{\"sorting\":[{\"sortBy\":\"name\",\"sortOrder\":\"asc, (select 1)\"}]}", "{\"sorting\":[{\"sortBy\":\"name; drop table case_file\",\"sortOrder\":\"asc\"}]}"})
    @Attack("malformed JSON")
    void whatCannotBeReadIsTheCallersMistake(String query) {
        for (String path : List.of("/engine-rest/task", "/engine-rest/task/count")) {
            Answer answer = door().as(CLERK).send("POST", path, query, "application/json");
            assertThat(answer.status()).as(path + " " + query + answer.body()).isBetween(400, 422);
            assertThat(answer.json().path("message").asText()).containsPattern("\\p{IsHan}").doesNotContain("Exception");
        }
        nothingChanged();
    }

    @Test
    @Attack("malformed JSON")
    void endlessAndDoubledJsonIsRefused() {
        String submit = "/engine-rest/task/" + begun.task() + "/submit-form";
        door().as(CLERK).claim(begun.task(), CLERK);
        before = database.now();
        StringBuilder many = new StringBuilder("{\"variables\":{");
        for (int i = 0; i < 20_000; i++) {
            many.append(i == 0 ? "" : ",").append("\"k").append(i).append("\":{\"value\":1}");
        }
        many.append("}}");
        for (String body : List.of("[".repeat(20_000), "{\"variables\":" + "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_001),
                "{\"variables\":{\"note\":{\"value\":" + "[".repeat(900) + "]".repeat(900) + "}}}",
                "{\"variables\":{\"note\":{\"type\":\"Json\",\"value\":\"" + "[".repeat(5_000) + "]".repeat(5_000) + "\"}}}",
                "{\"variables\":{\"" + "k".repeat(100_000) + "\":{\"value\":1}}}", many.toString(), "{\"variables\":{\"note\":null}}",
                "{\"variables\":{\"a\\u0000\":{\"value\":1}}}", "{\"variables\":{\"\":{\"value\":1}}}", "{\"variables\":{\"__proto__\":{\"value\":1}}}",
                "{\"variables\":{\"approved\":{\"value\":null},\"approved\":{\"value\":true}}}", "null")) {
            Answer answer = door().as(CLERK).send("POST", submit, body, "application/json");
            assertThat(answer.status()).as(body.substring(0, Math.min(80, body.length())) + answer.body()).isBetween(400, 422);
        }
        nothingChanged();
    }

    @Test
    @Attack("malformed JSON")
    void whoeverSendsNonsenseDoesNotFillTheLog(CapturedOutput output) {
        door().as(CLERK).claim(begun.task(), CLERK);
        for (int i = 0; i < 3; i++) {
            assertThat(door().as(CLERK).submit(begun.task(), Map.of("approved", true)).status()).isEqualTo(422);
            assertThat(door().as(CLERK).send("POST", "/engine-rest/task", "null", "application/json").status()).isEqualTo(400);
            assertThat(door().anonymous().get("/x/../engine-rest/task").status()).isEqualTo(400);
        }
        assertThat(output.getAll()).doesNotContain("ERROR").doesNotContain("\tat ");
    }

    @Test
    @Attack("double submission")
    void ofManySubmissionsAtOnceOneIsTakenAndTheOthersAreTold() throws Exception {
        door().as(CLERK).claim(begun.task(), CLERK);
        List<Answer> answers = atOnce(8, () -> door().as(CLERK).submit(begun.task(), Map.of()));
        assertThat(answers).extracting(Answer::status).containsOnlyOnce(204).allMatch(status -> status == 204 || status == 404 || status == 409);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).allSatisfy(answer ->
                assertThat(answer.json().path("message").asText()).contains("刷新"));
        assertThat(tasks.createTaskQuery().processInstanceId(begun.instance()).list()).extracting(task -> task.getTaskDefinitionKey())
                .containsExactly("Task_Second");
    }

    @Test
    @Attack("double submission")
    void ofManyClaimsAtOnceOneIsTaken() throws Exception {
        List<Answer> answers = atOnce(6, () -> door().as(CLERK2).claim(begun.task(), CLERK2), () -> door().as(CLERK).claim(begun.task(), CLERK));
        assertThat(answers).extracting(Answer::status).contains(204).allMatch(status -> status == 204 || status == 409);
        assertThat(assignee(begun.task())).isIn(CLERK, CLERK2);
    }

    @SafeVarargs
    private static List<Answer> atOnce(int times, Callable<Answer>... calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Callable<Answer>> all = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                all.add(calls[i % calls.length]);
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(all)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/xml", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "application/*", "application/json, text/plain",
        "text/json", "application/x-java-serialized-object"})
    @Attack("content types")
    void otherContentThanJsonIsNotRead(String type) {
        door().as(CLERK).claim(begun.task(), CLERK);
        before = database.now();
        assertThat(door().as(CLERK).send("POST", "/engine-rest/task/" + begun.task() + "/submit-form", "{}", type).status()).isEqualTo(415);
        Browser browser = door().browser(CLERK);
        browser.get("/camunda/api/engine/engine/");
        assertThat(browser.send("POST", WEBAPP + "/task/" + begun.task() + "/submit-form", "{}", type).status()).isEqualTo(415);
        nothingChanged();
    }

    @Test
    @Attack("foreign page")
    void aForeignPageChangesNothing() {
        String claim = WEBAPP + "/task/" + begun.task() + "/claim";
        Browser browser = door().browser(CLERK);
        assertThat(browser.post(claim, Map.of("userId", CLERK)).status()).as("no token").isEqualTo(403);
        Answer forged = door().browser(CLERK).header("X-XSRF-TOKEN", "0123456789ABCDEF0123456789ABCDEF").post(claim, Map.of("userId", CLERK));
        assertThat(forged.status()).as("a token of one's own making").isIn(401, 403);
        assertThat(door().as(CLERK).header("Origin", "https://evil.example").claim(begun.task(), CLERK).status()).isEqualTo(403);
        assertThat(door().as(CLERK).header("Origin", "null").claim(begun.task(), CLERK).status()).isEqualTo(403);
        assertThat(door().as(CLERK).header("Sec-Fetch-Site", "cross-site").claim(begun.task(), CLERK).status()).isEqualTo(403);
        nothingChanged();
    }

    @Test
    @Attack("other site")
    void embeddedDataOfTheHypertextNotationIsNarrowedTheSameWay() {
        Begun west = begin(CLERK_WEST, WEST);
        for (String path : List.of("/engine-rest/task", "/engine-rest/task?tenantIdIn=" + WEST, "/engine-rest/task?candidateUser=" + CLERK_WEST,
                "/engine-rest/task?taskIdIn=" + west.task(), "/engine-rest/history/user-operation?processInstanceId=" + west.instance())) {
            for (String accept : List.of("application/hal+json", "application/json")) {
                Answer answer = door().as(CLERK).header("Accept", accept).get(path + (path.contains("?") ? "&" : "?") + "maxResults=500");
                assertThat(answer.body()).as(path).doesNotContain(west.task()).doesNotContain(west.instance()).doesNotContain(west.caseNumber());
            }
        }
        assertThat(door().as(CLERK).header("Accept", "application/hal+json").get("/engine-rest/task/" + west.task()).status()).isEqualTo(404);
        assertThat(door().as(CLERK).get("/engine-rest/task/" + west.task() + "/form-variables?deserializeValues=true").status()).isEqualTo(403);
    }
}
