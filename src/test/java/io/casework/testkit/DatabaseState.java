package io.casework.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Everything that is stored, in a form that can be compared: tasks, variables, cases, submitted forms, timelines, notices, deployments, people, rights and all
 * the rest, the engine's tables and ours. What has been refused must leave it as it was.
 */
@Component
public class DatabaseState {

    private static final String TABLES = """
            select table_name from information_schema.tables
            where table_schema = current_schema() and table_type = 'BASE TABLE'
              and table_name not like 'databasechangelog%' and table_name not like '%meter_log' and table_name <> 'scheduled_tasks'
            order by 1""";

    private final JdbcTemplate jdbc;

    DatabaseState(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Table to number and digest of its rows. */
    public Map<String, String> now() {
        List<String> tables = jdbc.queryForList(TABLES, String.class);
        String all = String.join(" union all ", tables.stream().map(table ->
                "select '%1$s' as name, count(*) || ' rows ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as rows from \"%1$s\" t"
                        .formatted(table)).toList());
        Map<String, String> state = new LinkedHashMap<>();
        jdbc.query(all, row -> {
            state.put(row.getString("name"), row.getString("rows"));
        });
        return state;
    }
}
