package io.casework.procedure.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.testkit.Attack;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Door.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** CVE-2026-109432: an expression in a part of a query is evaluated for anybody who may ask. The attack is replayed as it is published. */
@CaseworkTest
class QueryExpressionsTest extends AccessProbe {

    @Autowired FilterService filters;
    @Autowired AuthorizationService authorizations;

    @TempDir Path directory;

    private Path proof;
    private String filter;

    @BeforeEach
    void aStoredFilter() {
        proof = directory.resolve("the-expression-ran");
        Filter stored = filters.newTaskFilter("试验过滤器" + System.nanoTime());
        stored.setQuery(tasks.createTaskQuery().taskCandidateGroupInExpression("${currentUserGroups()}"));
        filter = filters.saveFilter(stored).getId();
        Authorization everybody = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GLOBAL);
        everybody.setResource(Resources.FILTER);
        everybody.setResourceId(filter);
        everybody.addPermission(Permissions.READ);
        authorizations.saveAuthorization(everybody);
    }

    @AfterEach
    void away() {
        filters.deleteFilter(filter);
    }

    /** Would leave a file behind where it is evaluated without the walls. */
    private String attack() {
        return "${''.getClass().forName('java.nio.file.Files').getMethods()[0].getDeclaringClass()"
                + ".getMethod('createFile', ''.getClass().forName('java.nio.file.Path')).invoke(null, '" + proof + "')}";
    }

    private List<Map<String, Object>> crafted() {
        return List.of(
                Map.of("orQueries", List.of(Map.of("assigneeExpression", attack()))),
                Map.of("assigneeExpression", attack()),
                Map.of("orQueries", List.of(Map.of("name", "x"), Map.of("candidateGroupsExpression", attack()))),
                Map.of("orQueries", List.of(Map.of("dueBeforeExpression", "${now()}"))),
                Map.of("orQueries", List.of(Map.of("processInstanceBusinessKeyExpression", attack()))));
    }

    private void refused(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("message").asText()).contains("不能使用表达式");
        assertThat(Files.exists(proof)).isFalse();
    }

    @Test
    @Attack("query expression")
    void inTaskQueries() {
        for (Map<String, Object> query : crafted()) {
            for (String who : List.of(CLERK, "camunda-admin")) {
                refused(door().as(who).post("/engine-rest/task", query));
                refused(door().as(who).post("/engine-rest/task/count", query));
            }
        }
    }

    @Test
    @Attack({"query expression", "filter expression"})
    void inWhatExtendsAStoredFilter() {
        for (Map<String, Object> query : crafted()) {
            refused(door().as(CLERK).post("/engine-rest/filter/" + filter + "/list", query));
            refused(door().as(CLERK).post("/engine-rest/filter/" + filter + "/count", query));
            var browser = door().browser(CLERK);
            browser.get("/camunda/api/engine/engine/");
            refused(browser.post("/camunda/api/engine/engine/default/filter/" + filter + "/list", query));
        }
        assertThat(door().as(CLERK).post("/engine-rest/filter/" + filter + "/list", Map.of("name", "x")).status()).isEqualTo(200);
    }

    @Test
    @Attack("filter expression")
    void inANewFilter() {
        long before = filters.createFilterQuery().count();
        Map<String, Object> crafted = Map.of("resourceType", "Task", "name", "crafted", "query", crafted().get(0));
        assertThat(door().as(CLERK).post("/engine-rest/filter/create", crafted).status()).isEqualTo(403);
        Answer administrator = door().as("camunda-admin").post("/engine-rest/filter/create", crafted);
        assertThat(administrator.status()).as(administrator.body()).isEqualTo(400);
        assertThat(door().as("camunda-admin").put("/engine-rest/filter/" + filter, crafted).status()).isEqualTo(400);
        assertThat(filters.createFilterQuery().count()).isEqualTo(before);
        assertThat(Files.exists(proof)).isFalse();
    }

    @Test
    void fromJavaAlike() {
        assertThatThrownBy(() -> tasks.createTaskQuery().or().taskAssigneeExpression("${now()}").endOr().list())
                .isInstanceOf(BadUserRequestException.class);
    }

    @Test
    void aFilterMayNameThePersonAndTheDay() {
        for (String expression : List.of("${currentUser()}", "${ now() }", "${dateTime().withTimeAtStartOfDay().plusDays(1)}",
                "#{dateTime().plusWeeks(2).toDate()}")) {
            Filter good = filters.newTaskFilter("好的" + System.nanoTime());
            good.setQuery(tasks.createTaskQuery().dueBeforeExpression(expression));
            filters.deleteFilter(filters.saveFilter(good).getId());
        }
        for (String expression : List.of("${execution}", "${currentUser().getClass()}", "${now()}${now()}", "${dateTime().getClass()}",
                "${dateTime().plusDays(worktime)}")) {
            Filter bad = filters.newTaskFilter("坏的" + System.nanoTime());
            bad.setQuery(tasks.createTaskQuery().or().dueBeforeExpression(expression).endOr());
            assertThatThrownBy(() -> filters.saveFilter(bad)).as(expression).isInstanceOf(BadUserRequestException.class);
        }
    }
}
