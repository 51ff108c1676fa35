package io.casework.procedure;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Open tasks past their due time, by the post that may take them; those of cases whose clock stands still are not counted. For managers of these sites: it shows how many there are and of which case, not what is
 * in them, so the rights of the task list are not asked; the caller hands over the sites that the reader may see.
 */
@Service
public class LateTasks {

    /** Read through the index over due dates; a task of several posts is late for each of them. The few cases that stand still are looked up once. */
    private static final String LATE = """
             from act_ru_task t
             join act_ru_identitylink l on l.task_id_ = t.id_ and l.type_ = 'candidate' and l.group_id_ is not null
             where t.due_date_ < :now and t.suspension_state_ = 1 and t.tenant_id_ = any (:sites)
               and t.proc_inst_id_ not in (select e.id_ from clock_pause p join act_ru_execution e on e.business_key_ = p.case_number where p.resumed_at is null)""";

    private final JdbcClient jdbc;
    private final Clock clock;

    LateTasks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Late tasks of a post at a site. {@code unclaimed}: nobody has taken them. {@code oldest}: when the longest waiting one was due. */
    public record Count(String site, String post, long late, long unclaimed, Instant oldest) {
    }

    /** One late task; {@code assignee} is {@code null} where nobody has taken it. */
    public record Late(String taskId, String caseNumber, String site, String task, String assignee, Instant due) {
    }

    /** The counts; posts without late tasks are missing. */
    @Transactional(readOnly = true)
    public List<Count> counts(Set<String> sites) {
        return jdbc.sql("select t.tenant_id_, l.group_id_, count(*), count(*) filter (where t.assignee_ is null), min(t.due_date_) " + LATE + " group by 1, 2")
                .params(params(sites))
                .query((row, n) -> new Count(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), row.getTimestamp(5).toInstant())).list();
    }

    /** How many tasks of the post are late at these sites. */
    @Transactional(readOnly = true)
    public long count(String post, Set<String> sites) {
        return jdbc.sql("select count(*) " + LATE + " and l.group_id_ = :post").params(params(sites)).param("post", post).query(Long.class).single();
    }

    /** The late tasks of a post, longest late first. */
    @Transactional(readOnly = true)
    public List<Late> list(String post, Set<String> sites, int offset, int size) {
        return jdbc.sql("select t.id_, (select e.business_key_ from act_ru_execution e where e.id_ = t.proc_inst_id_), t.tenant_id_, t.name_, t.assignee_, t.due_date_ "
                        + LATE + " and l.group_id_ = :post order by t.due_date_, t.id_ limit :size offset :offset")
                .params(params(sites)).param("post", post).param("size", size).param("offset", offset)
                .query((row, n) -> new Late(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5),
                        row.getTimestamp(6).toInstant()))
                .list();
    }

    private Map<String, Object> params(Set<String> sites) {
        Map<String, Object> params = new HashMap<>();
        params.put("now", Timestamp.from(clock.instant()));
        params.put("sites", sites.toArray(String[]::new));
        return params;
    }
}
