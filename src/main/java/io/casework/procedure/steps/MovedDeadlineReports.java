package io.casework.procedure.steps;

import io.casework.casefile.Actor;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.notification.NoticeRequest;
import io.casework.notification.NoticeTemplates;
import io.casework.notification.Notices;
import io.casework.platform.ChineseTime;
import io.casework.procedure.steps.OpenDeadlines.MovedTask;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Says on the case and to whoever has the task that its due date has moved because the calendar did. */
@Component
class MovedDeadlineReports {

    private static final String REASON = "工作日历已更改";

    private final CaseFiles cases;
    private final Notices notices;
    private final JdbcClient jdbc;

    MovedDeadlineReports(CaseFiles cases, Notices notices, JdbcClient jdbc) {
        this.cases = cases;
        this.notices = notices;
        this.jdbc = jdbc;
    }

    /** In the transaction that moved them. {@code pass}: what tells this occasion from another one, for the same task may move again. */
    void report(List<MovedTask> moved, String pass) {
        if (moved.isEmpty()) {
            return;
        }
        Map<String, CaseView> views = cases.views(moved.stream().map(MovedTask::caseNumber).collect(Collectors.toSet())).stream()
                .collect(Collectors.toMap(CaseView::number, Function.identity()));
        Map<String, List<String>> posts = posts(moved.stream().filter(task -> task.assignee() == null).map(MovedTask::taskId).toList());
        for (MovedTask task : moved) {
            CaseView view = views.get(task.caseNumber());
            List<String> candidates = posts.getOrDefault(task.taskId(), List.of());
            if (view == null || task.assignee() == null && candidates.isEmpty()) {
                continue;
            }
            cases.note(task.caseNumber(), Actor.SYSTEM, "DEADLINE_MOVED", words(task) + "（" + REASON + "）", null);
            notices.send(NoticeRequest.of(NoticeTemplates.DEADLINE_RECOMPUTED, NoticeTemplates.DEADLINE_RECOMPUTED + ":" + task.taskId() + ":" + pass)
                    .about(task.caseNumber(), view.site())
                    .toLogins(task.assignee())
                    .toPosts(candidates.toArray(String[]::new))
                    .with("taskName", task.taskName())
                    .with("unitName", view.home())
                    .with("previousDueAt", moment(task.before()))
                    .with("dueAt", moment(task.due()))
                    .with("reason", REASON)
                    .build());
        }
    }

    /** “勘察现场”的期限由 2026-07-08 17:30 改为 2026-07-09 17:30. */
    static String words(MovedTask task) {
        return "“" + task.taskName() + "”的期限由 " + moment(task.before()) + " 改为 " + moment(task.due());
    }

    private static String moment(Instant at) {
        return at == null ? "未定" : ChineseTime.minute(at);
    }

    private Map<String, List<String>> posts(List<String> taskIds) {
        return taskIds.isEmpty() ? Map.of() : jdbc.sql("""
                        select task_id_, group_id_ from act_ru_identitylink
                        where task_id_ = any (?) and type_ = 'candidate' and group_id_ is not null order by group_id_""")
                .param(taskIds.toArray(String[]::new))
                .query((row, n) -> Map.entry(row.getString(1), row.getString(2))).list().stream()
                .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }
}
