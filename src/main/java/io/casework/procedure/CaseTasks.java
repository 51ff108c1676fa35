package io.casework.procedure;

import io.casework.organisation.Posts;
import io.casework.organisation.Staffing;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is being waited for in cases, and from whom: their open tasks. */
@Service
public class CaseTasks {

    private static final int MOST = 200;

    private final ObjectProvider<ProcessEngine> engine;
    private final JdbcClient jdbc;
    private final Staffing staffing;
    private final Posts posts;
    private final Clock clock;

    CaseTasks(ObjectProvider<ProcessEngine> engine, JdbcClient jdbc, Staffing staffing, Posts posts, Clock clock) {
        this.engine = engine;
        this.jdbc = jdbc;
        this.staffing = staffing;
        this.posts = posts;
        this.clock = clock;
    }

    /**
     * An open task.
     *
     * @param id the id by which Tasklist opens it
     * @param processName Chinese name of the procedure it belongs to
     * @param assignee login of who works on it, {@code null} while nobody has claimed it
     * @param assigneeName name of that person, {@code null} while nobody has claimed it
     * @param posts codes of the posts whose holders may take it
     * @param postNames their Chinese names
     * @param dueAt {@code null} where it has no limit
     * @param late whether the limit has passed
     * @param open whether the person who is signed in may open it in Tasklist
     */
    public record CaseTask(String id, String caseNumber, String elementId, String name, String processName, String assignee, String assigneeName,
            List<String> posts, List<String> postNames, Instant createdAt, Instant dueAt, boolean late, int priority, boolean open) {

        /** Who has to do it, in words. */
        public String who() {
            String post = String.join("、", postNames);
            return assignee == null ? (post.isEmpty() ? "待认领" : post + "（待认领）") : post.isEmpty() ? assigneeName : post + " " + assigneeName;
        }
    }

    /**
     * The open tasks of these cases, the most urgent limit first. All of them are told, whoever may do them; the caller must know that the person may see
     * the cases.
     */
    @Transactional(readOnly = true)
    public List<CaseTask> of(Collection<String> caseNumbers) {
        if (caseNumbers.isEmpty()) {
            return List.of();
        }
        List<Row> rows = jdbc.sql("""
                select t.id_, e.business_key_, t.task_def_key_, t.name_, coalesce(d.name_, d.key_) as process, t.assignee_, t.create_time_, t.due_date_,
                       t.priority_,
                       (select string_agg(l.group_id_, ',' order by l.group_id_) from act_ru_identitylink l
                         where l.task_id_ = t.id_ and l.type_ = 'candidate' and l.group_id_ is not null) as posts
                  from act_ru_execution e
                  join act_ru_task t on t.proc_inst_id_ = e.id_
                  join act_re_procdef d on d.id_ = t.proc_def_id_
                 where e.business_key_ = any (?)
                 order by t.due_date_ nulls last, t.create_time_, t.id_
                 limit ?
                """).params(caseNumbers.toArray(String[]::new), MOST)
                .query((row, number) -> new Row(row.getString("id_"), row.getString("business_key_"), row.getString("task_def_key_"),
                        row.getString("name_"), row.getString("process"), row.getString("assignee_"), instant(row.getTimestamp("create_time_")),
                        instant(row.getTimestamp("due_date_")), row.getInt("priority_"), row.getString("posts")))
                .list();
        Map<String, String> names = staffing.namesOf(rows.stream().map(Row::assignee).filter(login -> login != null).collect(Collectors.toSet()));
        Set<String> own = own(rows);
        Instant now = clock.instant();
        return rows.stream().map(row -> {
            List<String> candidates = row.posts() == null ? List.of() : Arrays.asList(row.posts().split(","));
            return new CaseTask(row.id(), row.caseNumber(), row.elementId(), row.name(), row.process(), row.assignee(),
                    row.assignee() == null ? null : names.getOrDefault(row.assignee(), row.assignee()),
                    candidates, candidates.stream().map(posts::name).toList(), row.createdAt(), row.dueAt(),
                    row.dueAt() != null && row.dueAt().isBefore(now), row.priority(), own.contains(row.id()));
        }).toList();
    }

    /** Which of them the person who is signed in sees in Tasklist: asked with the same rights. */
    private Set<String> own(List<Row> rows) {
        if (rows.isEmpty()) {
            return Set.of();
        }
        return engine.getObject().getTaskService().createTaskQuery().taskIdIn(rows.stream().map(Row::id).toArray(String[]::new))
                .list().stream().map(Task::getId).collect(Collectors.toCollection(HashSet::new));
    }

    private record Row(String id, String caseNumber, String elementId, String name, String process, String assignee, Instant createdAt, Instant dueAt,
            int priority, String posts) {
    }

    private static Instant instant(Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
