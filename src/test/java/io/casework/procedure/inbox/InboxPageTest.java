package io.casework.procedure.inbox;

import static io.casework.testkit.TestStaff.EAST;
import static io.casework.testkit.TestStaff.login;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Door;
import io.casework.testkit.Door.Answer;
import io.casework.testkit.SqlCount;
import io.casework.testkit.Walk;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page of a list as Tasklist asks for it: cards with variables, count, and the order that the person chose. */
@CaseworkTest
class InboxPageTest {

    private static final String KEY = "inbox-probe";
    private static final String CLERK = login("clerk", EAST);

    @LocalServerPort int port;
    @Autowired Walk walk;
    @Autowired RepositoryService repository;
    @Autowired RuntimeService runtime;
    @Autowired TaskService tasks;
    @Autowired FilterService filters;

    private final String run = "page" + UUID.randomUUID().toString().substring(0, 8);
    private String filter;

    @BeforeEach
    void twentyTasksOfTheClerks() {
        walk.resetClock();
        if (repository.createProcessDefinitionQuery().processDefinitionKey(KEY).count() == 0) {
            walk.as("procedure-admin", () -> repository.createDeployment().name(KEY)
                    .addClasspathResource("probe/inbox-probe.bpmn")
                    .addClasspathResource("probe/access-probe-step.form")
                    .deploy());
        }
        Date now = ClockUtil.getCurrentTime();
        for (int i = 0; i < 20; i++) {
            String instance = runtime.startProcessInstanceByKey(KEY, run + "-" + i, Map.of("site", EAST, "caseNumber", run + "-" + i,
                    "customerName", "客户" + (i % 10) + i, "unitName", "1栋1单元" + i, "matter", "事项" + i)).getId();
            String task = tasks.createTaskQuery().processInstanceId(instance).singleResult().getId();
            tasks.setDueDate(task, new Date(now.getTime() + (i * 7 % 20) * 3_600_000L));
            tasks.setPriority(task, i);
            if (i % 3 == 0) {
                tasks.setAssignee(task, i % 2 == 0 ? CLERK : login("clerk2", EAST));
            }
        }
        filter = filters.createFilterQuery().filterName("全部（本岗位）").singleResult().getId();
    }

    @Test
    void cardsShowTheirVariablesAndTheCountIsThatOfTheWholeList() {
        JsonNode page = page(Map.of("sortBy", "dueDate", "sortOrder", "asc"), 0, 15);
        assertThat(page.path("count").asInt()).isEqualTo(20);
        List<JsonNode> cards = cards(page);
        assertThat(cards).hasSize(15);
        assertThat(cards).allSatisfy(card -> {
            JsonNode variables = card.path("_embedded").path("variable");
            assertThat(variables.findValuesAsText("name")).containsExactlyInAnyOrder("caseNumber", "customerName", "unitName", "matter");
        });
        assertThat(cards(page(Map.of("sortBy", "dueDate", "sortOrder", "asc"), 15, 15))).hasSize(5);
    }

    @Test
    void theNumberOfStatementsDoesNotGrowWithTheCards() throws Exception {
        SqlCount.Counts few = SqlCount.warm(() -> page(Map.of("sortBy", "dueDate", "sortOrder", "asc"), 0, 2));
        SqlCount.Counts many = SqlCount.warm(() -> page(Map.of("sortBy", "dueDate", "sortOrder", "asc"), 0, 15));
        System.out.println("a page of 15 cards with count over HTTP: " + many);
        List<String> statements = SqlCount.statementsOf(() -> page(Map.of("sortBy", "dueDate", "sortOrder", "asc"), 0, 15));
        assertThat(many.all()).as(String.join("\n", statements)).isEqualTo(few.all());
        assertThat(statements).filteredOn(sql -> sql.toUpperCase(java.util.Locale.ROOT).contains("ACT_RU_VARIABLE")).hasSize(1);
        assertThat(many.of(SqlCount.Kind.INSERT) + many.of(SqlCount.Kind.UPDATE)).isZero();
    }

    @Test
    void theOrderThatThePersonChoosesComesBeforeThatOfTheFilter() {
        assertThat(priorities(Map.of("sortBy", "priority", "sortOrder", "desc"))).containsExactly(19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5);
        assertThat(priorities(Map.of("sortBy", "dueDate", "sortOrder", "asc"))).startsWith(0, 3, 6, 9, 12);
        assertThat(cards(page(Map.of("sortBy", "processVariable", "sortOrder", "asc",
                "parameters", Map.of("variable", "customerName", "type", "String")), 0, 3)))
                .extracting(card -> card.path("priority").asInt()).containsExactly(0, 10, 1);
        assertThat(walk.as(CLERK, () -> filters.list(filter, tasks.createTaskQuery().processInstanceBusinessKeyLike(run + "%"))))
                .as("without a choice").extracting("priority").startsWith(0, 3, 6);
    }

    @Test
    void theSearchBoxNarrowsTheList() {
        Answer found = door().post("/engine-rest/filter/" + filter + "/list?firstResult=0&maxResults=15", Map.of("active", true,
                "processInstanceBusinessKeyLike", run + "%", "orQueries", List.of(Map.of("nameLike", "%没有%", "assigneeLike", "clerk2%")),
                "processVariables", List.of(Map.of("name", "customerName", "operator", "like", "value", "客户9%"))));
        assertThat(found.status()).as(found.body()).isEqualTo(200);
        assertThat(cards(found.json())).extracting(card -> card.path("priority").asInt()).containsExactly(9);
    }

    private List<Integer> priorities(Map<String, Object> order) {
        return cards(page(order, 0, 15)).stream().map(card -> card.path("priority").asInt()).toList();
    }

    private JsonNode page(Map<String, ?> order, int first, int size) {
        Answer answer = door().post("/engine-rest/filter/" + filter + "/list?firstResult=" + first + "&maxResults=" + size, Map.of(
                "active", true, "processInstanceBusinessKeyLike", run + "%", "sorting", List.of(order)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private Door.Caller door() {
        return new Door(port).as(CLERK).header("Accept", "application/hal+json");
    }

    private static List<JsonNode> cards(JsonNode page) {
        List<JsonNode> cards = new ArrayList<>();
        page.path("_embedded").path("task").forEach(cards::add);
        return cards;
    }
}
