package io.casework.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** The hands of the browser tests: every kind of field is filled as a person fills it, and what was typed arrives. */
@CaseworkTest
class BrowserTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);

    @LocalServerPort int port;
    @Autowired Walk walk;
    @Autowired RepositoryService repository;
    @Autowired TaskService tasks;
    @Autowired JdbcTemplate jdbc;

    @Test
    void aPersonStartsAProcedureAndCompletesATaskWithEveryKindOfField() {
        walk.resetClock();
        walk.as("procedure-admin", () -> repository.createDeployment().name("browser-probe").addClasspathResource("probe/browser-probe.bpmn")
                .addClasspathResource("probe/door-probe-start.form").addClasspathResource("probe/browser-probe-record.form").deploy());
        try (Browser browser = Browser.on(port)) {
            Browser.Person clerk = browser.as(CLERK);
            String matter = "厨房水管漏水" + System.nanoTime();
            Map<String, Object> call = new LinkedHashMap<>();
            call.put("小区", "东苑");
            call.put("客户姓名", "张伟");
            call.put("事项", matter);
            clerk.start("浏览器的试验", call);
            Task task = tasks.createTaskQuery().processDefinitionKey("browser-probe").singleResult();

            clerk.open(task.getId());
            clerk.claim();
            Map<String, Object> record = new LinkedHashMap<>();
            record.put("接听人", "李四");
            record.put("客户原话", "漏了两天");
            record.put("费用", "1250.5");
            record.put("是否同意", "是");
            record.put("工种", "电工");
            record.put("到场人员", List.of("客服", "施工单位"));
            record.put("紧急", true);
            record.put("要求完成日期", LocalDate.of(2026, 7, 10));
            record.put("上门日期", LocalDateTime.of(2026, 7, 8, 9, 30));
            record.forEach(clerk::fill);
            clerk.complete();

            Map<String, Object> stored = jdbc.queryForMap("select data ->> 'person' as person, data ->> 'words' as words, data ->> 'cost' as cost, data ->> 'agreed' as agreed, "
                    + "data ->> 'trade' as trade, data ->> 'present' as present, data ->> 'urgent' as urgent, data ->> 'day' as day, data ->> 'visit' as visit "
                    + "from case_submission where task_id = ?", task.getId());
            assertThat(stored).containsEntry("person", "李四").containsEntry("words", "漏了两天").containsEntry("cost", "1250.50").containsEntry("agreed", "yes")
                    .containsEntry("trade", "power").containsEntry("urgent", "true").containsEntry("day", "2026-07-10");
            assertThat(stored.get("present")).asString().contains("clerk", "contractor").doesNotContain("property");
            assertThat(stored.get("visit")).asString().startsWith("2026-07-08T09:30");
        }
    }
}
