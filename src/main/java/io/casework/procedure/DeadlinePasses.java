package io.casework.procedure;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the passes over the open deadlines have moved: after each change of the calendar, and every night. */
@Service
public class DeadlinePasses {

    private final JdbcClient jdbc;

    DeadlinePasses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A pass that is over.
     *
     * @param instances how many process instances it looked at
     * @param tasks how many tasks are due at another time now
     * @param timers how many timers were moved
     */
    public record Pass(Instant began, Instant finished, int instances, int tasks, int timers) {
    }

    /** Number of the newest pass that is over; zero where there was none. */
    @Transactional(readOnly = true)
    public long newest() {
        return jdbc.sql("select coalesce(max(id), 0) from deadline_pass").query(Long.class).single();
    }

    /** The first pass after this one that began at this moment or later, and which therefore knows the calendar of that moment. */
    @Transactional(readOnly = true)
    public Optional<Pass> since(Instant moment, long after) {
        return jdbc.sql("select began_at, finished_at, instances, tasks, timers from deadline_pass where began_at >= ? and id > ? order by id limit 1")
                .params(Timestamp.from(moment), after)
                .query((row, n) -> new Pass(row.getTimestamp(1).toInstant(), row.getTimestamp(2).toInstant(), row.getInt(3), row.getInt(4), row.getInt(5)))
                .optional();
    }

    /** Whether a pass is ordered or under way. */
    @Transactional(readOnly = true)
    public boolean isAwaited() {
        return jdbc.sql("select exists (select 1 from scheduled_tasks where task_name = 'deadline-recomputation')").query(Boolean.class).single();
    }

    /** Notes a pass that is over. */
    @Transactional
    public void note(Pass pass) {
        jdbc.sql("insert into deadline_pass (began_at, finished_at, instances, tasks, timers) values (?, ?, ?, ?, ?)")
                .params(Timestamp.from(pass.began()), Timestamp.from(pass.finished()), pass.instances(), pass.tasks(), pass.timers())
                .update();
    }
}
