package io.casework.procedure;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where Tasklist's ready-made lists are, for links that lead straight to one. */
@Service
public class TaskLists {

    /** Tasklist itself, which opens the person's first list. */
    public static final String TASKLIST = "/camunda/app/tasklist/default/";

    private final JdbcClient jdbc;

    TaskLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Addresses by the code of the list: {@code mine}, {@code unclaimed}, {@code due-today}, {@code overdue}, {@code post}. A list that an administrator took
     * away is not among them.
     */
    @Transactional(readOnly = true)
    public Map<String, String> addresses() {
        return jdbc.sql("select code, filter_id from inbox_filter where code in ('mine', 'unclaimed', 'due-today', 'overdue', 'post')")
                .query((row, n) -> Map.entry(row.getString(1), TASKLIST + "#/?filter=" + row.getString(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
