package io.casework.procedure;

import io.casework.platform.ChineseTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What became of a task that somebody followed an old link to. */
@Service
public class TaskWhereabouts {

    private final JdbcClient jdbc;
    private final CaseTasks tasks;

    TaskWhereabouts(JdbcClient jdbc, CaseTasks tasks) {
        this.jdbc = jdbc;
        this.tasks = tasks;
    }

    /**
     * Where a task is.
     *
     * @param caseNumber the case it belongs to; the caller must ask whether the person may see it
     * @param text who has done it and when, who has to do it, or that it is no longer to be done
     */
    public record Whereabouts(String caseNumber, String text) {
    }

    /** Empty where there never was a task of a case with this id. */
    @Transactional(readOnly = true)
    public Optional<Whereabouts> of(String taskId) {
        return done(taskId).or(() -> open(taskId)).or(() -> gone(taskId));
    }

    private Optional<Whereabouts> done(String taskId) {
        return jdbc.sql("select case_number, task_name, submitted_by_name, submitted_at from case_submission where task_id = ?").param(taskId)
                .query((row, n) -> new Whereabouts(row.getString(1), "“" + row.getString(2) + "”已由" + row.getString(3) + "于 "
                        + ChineseTime.minute(row.getTimestamp(4).toInstant()) + " 完成。")).optional();
    }

    private Optional<Whereabouts> open(String taskId) {
        return tasks.find(taskId).filter(task -> task.caseNumber() != null)
                .map(task -> new Whereabouts(task.caseNumber(), "“" + task.name() + "”由" + task.who() + "办理，不在您的任务之内。"));
    }

    private Optional<Whereabouts> gone(String taskId) {
        return jdbc.sql("""
                        select p.business_key_, t.name_ from act_hi_taskinst t join act_hi_procinst p on p.id_ = t.proc_inst_id_
                         where t.id_ = ? and t.end_time_ is not null and p.business_key_ is not null""").param(taskId)
                .query((row, n) -> new Whereabouts(row.getString(1), "“" + row.getString(2) + "”已不用办理：案件已撤回，或流程已转向。")).optional();
    }
}
