package io.casework.procedure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tasklist's ready-made lists: where each is and how many tasks the person who is signed in finds in it. */
@Service
public class TaskLists {

    /** Tasklist itself, which opens the person's first list. */
    public static final String TASKLIST = "/camunda/app/tasklist/default/";

    private final JdbcClient jdbc;
    private final ObjectProvider<ProcessEngine> engine;

    TaskLists(JdbcClient jdbc, ObjectProvider<ProcessEngine> engine) {
        this.jdbc = jdbc;
        this.engine = engine;
    }

    /**
     * One list.
     *
     * @param address leads straight to it
     * @param tasks   as many as it shows, counted by the list itself, with the rights of the person who is signed in
     */
    public record TaskList(String address, long tasks) {
    }

    /**
     * The lists of the daily work by their code, in the order in which one looks at them: {@code overdue}, {@code due-today}, {@code mine},
     * {@code unclaimed}. A list that an administrator took away is not among them; what he changed in a list counts here too.
     */
    @Transactional(readOnly = true)
    public Map<String, TaskList> ofTheDay() {
        Map<String, TaskList> lists = new LinkedHashMap<>();
        jdbc.sql("""
                select i.code, i.filter_id from inbox_filter i join act_ru_filter f on f.id_ = i.filter_id
                 where i.code in ('overdue', 'due-today', 'mine', 'unclaimed')
                 order by array_position(array['overdue', 'due-today', 'mine', 'unclaimed'], i.code::text)""")
                .query((row, n) -> Map.entry(row.getString(1), row.getString(2))).list()
                .forEach(list -> lists.put(list.getKey(), new TaskList(TASKLIST + "#/?filter=" + list.getValue(),
                        engine.getObject().getFilterService().count(list.getValue()))));
        return lists;
    }
}
