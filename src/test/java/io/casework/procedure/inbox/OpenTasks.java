package io.casework.procedure.inbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Very many open tasks, quickly. The engine starts one instance; its rows are then copied, column by column, so that every copy looks
 * as the engine writes it, and only ids, site, post, assignee, dates and the values of facts differ.
 */
public final class OpenTasks {

    private final JdbcClient jdbc;
    private final ProcessEngine engine;
    private final String key;

    /** @param key of a procedure whose first step is a task */
    public OpenTasks(ProcessEngine engine, JdbcClient jdbc, String key) {
        this.engine = engine;
        this.jdbc = jdbc;
        this.key = key;
    }

    /**
     * Fills the table {@code spread} (i, post, site, assignee, created, due) into the engine's tables, one instance per row.
     *
     * @return how many tasks are open then
     */
    public long fill(String site) {
        ProcessInstance sample = engine.getRuntimeService().startProcessInstanceByKey(key, "sample", Map.of("site", site, "caseNumber", "sample",
                "customerName", "客户", "unitName", "1栋1单元101", "matter", "厨房水管漏水"));
        String instance = sample.getId();
        jdbc.sql("alter table spread add column instance varchar(64), add column task varchar(64)").update();
        jdbc.sql("update spread set instance = md5('i' || i)::uuid::text, task = md5('t' || i)::uuid::text").update();
        jdbc.sql("create index on spread (i)").update();

        copy("act_ru_execution", "t.proc_inst_id_ = '" + instance + "'", Map.of("id_", "s.instance", "root_proc_inst_id_", "s.instance",
                "proc_inst_id_", "s.instance", "business_key_", "'KF-' || s.i", "tenant_id_", "s.site",
                "act_inst_id_", "'Task:' || md5('a' || s.i)::uuid::text"));
        copy("act_ru_task", "t.proc_inst_id_ = '" + instance + "'", Map.of("id_", "s.task", "execution_id_", "s.instance", "proc_inst_id_", "s.instance",
                "tenant_id_", "s.site", "assignee_", "s.assignee", "create_time_", "s.created", "due_date_", "s.due",
                "last_updated_", "case when s.assignee is null then null else s.created end"));
        copy("act_ru_identitylink", "t.task_id_ in (select id_ from act_ru_task where proc_inst_id_ = '" + instance + "')", Map.of(
                "id_", "md5('l' || s.i)::uuid::text", "task_id_", "s.task", "group_id_", "s.post", "tenant_id_", "s.site"));
        copy("act_ru_variable", "t.proc_inst_id_ = '" + instance + "'", Map.of("id_", "md5(t.name_ || s.i)::uuid::text", "execution_id_", "s.instance",
                "proc_inst_id_", "s.instance", "var_scope_", "s.instance", "tenant_id_", "s.site",
                "text_", "case when t.name_ = 'site' then s.site else t.text_ || s.i end"));
        engine.getRuntimeService().deleteProcessInstance(instance, "sample");
        return jdbc.sql("select count(*) from act_ru_task").query(Long.class).single();
    }

    /** The rows that the stock engine writes for each task and candidate group when authorization is on, copied for all tasks. */
    long fillAuthorizations(ProcessEngine stock) {
        String task = jdbc.sql("select task from spread order by i limit 1").query(String.class).single();
        stock.getTaskService().addCandidateGroup(task, "sample");
        long rows = copy("act_ru_authorization", "t.group_id_ = 'sample'", Map.of("id_", "md5('z' || t.resource_type_ || s.i)::uuid::text",
                "group_id_", "s.post", "resource_id_", "s.task"));
        stock.getTaskService().deleteCandidateGroup(task, "sample");
        jdbc.sql("delete from act_ru_authorization where group_id_ = 'sample'").update();
        return rows;
    }

    private long copy(String table, String sample, Map<String, String> differing) {
        Map<String, String> columns = new LinkedHashMap<>();
        List<String> names = jdbc.sql("select column_name from information_schema.columns where table_schema = current_schema() and table_name = :table "
                + "order by ordinal_position").param("table", table).query(String.class).list();
        names.forEach(name -> columns.put(name, differing.getOrDefault(name, "t." + name)));
        if (!names.containsAll(differing.keySet())) {
            throw new IllegalStateException(table + " has not all of " + differing.keySet());
        }
        return jdbc.sql("insert into " + table + " (" + String.join(", ", columns.keySet()) + ") select "
                + columns.values().stream().collect(Collectors.joining(", "))
                + " from spread s, (select * from " + table + " t where " + sample + ") t").update();
    }
}
