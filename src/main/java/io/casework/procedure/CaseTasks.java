package io.casework.procedure;

import io.casework.organisation.Posts;
import io.casework.organisation.Staffing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final String OPEN = """
            select t.id_, e.business_key_, t.task_def_key_, t.name_, coalesce(d.name_, d.key_) as process, t.assignee_, t.create_time_, t.due_date_,
                   t.priority_,
                   (select string_agg(l.group_id_, ',' order by l.group_id_) from act_ru_identitylink l
                     where l.task_id_ = t.id_ and l.type_ = 'candidate' and l.group_id_ is not null) as posts
              from act_ru_execution e
              join act_ru_task t on t.proc_inst_id_ = e.id_
              join act_re_procdef d on d.id_ = t.proc_def_id_
            """;

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
        return told(jdbc.sql(OPEN + """
                 where e.business_key_ = any (?)
                 order by t.due_date_ nulls last, t.create_time_, t.id_
                 limit ?
                """).params(caseNumbers.toArray(String[]::new), MOST).query(CaseTasks::row).list());
    }

    /**
     * The tasks that the person who is signed in sees in Tasklist and whose limit passed longest ago: the own ones, those of the own posts and of the posts
     * that one answers for, as in the list of overdue tasks.
     */
    @Transactional(readOnly = true)
    public List<Late> longestLate(int most) {
        List<String> ids = engine.getObject().getTaskService().createTaskQuery().active().dueBefore(Date.from(clock.instant())).orderByDueDate().asc()
                .listPage(0, most).stream().map(Task::getId).toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<String, String> matters = new HashMap<>();
        List<Row> rows = jdbc.sql(OPEN + " where t.id_ = any (?) order by t.due_date_, t.id_").param(ids.toArray(String[]::new)).query(CaseTasks::row).list();
        jdbc.sql("select t.id_, v.text_ from act_ru_task t join act_ru_variable v on v.proc_inst_id_ = t.proc_inst_id_ and v.name_ = 'matter' where t.id_ = any (?)")
                .param(ids.toArray(String[]::new)).query((row, n) -> matters.put(row.getString(1), row.getString(2))).list();
        return told(rows).stream().map(task -> new Late(task, matters.get(task.id()))).toList();
    }

    /** The open task with this id, whoever may do it; the caller must know that the person may see its case. */
    @Transactional(readOnly = true)
    public Optional<CaseTask> find(String taskId) {
        return told(jdbc.sql(OPEN + " where t.id_ = ?").param(taskId).query(CaseTasks::row).list()).stream().findFirst();
    }

    /** A late task and what its case is about; {@code matter} may be {@code null}. */
    public record Late(CaseTask task, String matter) {
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(row.getString("id_"), row.getString("business_key_"), row.getString("task_def_key_"), row.getString("name_"), row.getString("process"),
                row.getString("assignee_"), instant(row.getTimestamp("create_time_")), instant(row.getTimestamp("due_date_")), row.getInt("priority_"),
                row.getString("posts"));
    }

    private List<CaseTask> told(List<Row> rows) {
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
