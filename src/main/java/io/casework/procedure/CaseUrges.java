package io.casework.procedure;

import io.casework.casefile.Actor;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.notification.NoticeRequest;
import io.casework.notification.Notices;
import io.casework.platform.RuleViolation;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.SetTaskPriorityCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Urges a case (催办): what waits in it and in the cases that belong to it moves up, and whoever should do it is told. */
@Service
public class CaseUrges {

    /** By how much a task moves up each time; tasks begin at 50. */
    static final int STEP = 10;
    /** How far up at most. */
    static final int TOP = 100;

    /** Key of the settings: how many minutes after one urging of a case the next one may follow; 0 for at once. */
    static final String INTERVAL = "case.urge.minutes";
    private static final int USUAL_INTERVAL = 30;

    private static final int MAX_REASON = 300;
    private static final String SUPERVISOR = "service-supervisor";

    private final CaseFiles cases;
    private final CaseTasks tasks;
    private final Notices notices;
    private final ObjectProvider<ProcessEngine> engine;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Settings settings;

    CaseUrges(CaseFiles cases, CaseTasks tasks, Notices notices, ObjectProvider<ProcessEngine> engine, JdbcClient jdbc, Clock clock,
            Settings settings) {
        this.cases = cases;
        this.tasks = tasks;
        this.notices = notices;
        this.engine = engine;
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    /** How often a case has been urged, and when last; {@code lastAt} is {@code null} where it never was. */
    public record Urged(int times, Instant lastAt) {
    }

    /** How often a case has been urged. */
    @Transactional(readOnly = true)
    public Urged of(String caseNumber) {
        return jdbc.sql("select count(*), max(at) from case_urge where case_number = ?").param(caseNumber)
                .query((row, index) -> new Urged(row.getInt(1), row.getTimestamp(2) == null ? null : row.getTimestamp(2).toInstant())).single();
    }

    /**
     * Urges a case. Who may do so is the caller's affair.
     *
     * @return how often it has been urged now
     * @throws RuleViolation when the case has ended, the reason is missing, or it was urged less than {@value #INTERVAL} of the settings ago
     */
    @Transactional
    public int urge(String caseNumber, String reason, Actor actor) {
        String words = reason == null ? "" : reason.strip();
        if (words.isEmpty() || words.length() > MAX_REASON || words.indexOf('\0') >= 0) {
            throw new RuleViolation("urgeReason", "请填写催办原因，不超过 " + MAX_REASON + " 个字");
        }
        CaseView file = cases.view(caseNumber);
        if (!file.isOpen()) {
            throw new RuleViolation("urgeReason", "案件 " + caseNumber + " " + file.state().label() + "，不能再催办");
        }
        // Two people who urge at the same moment are one after the other here.
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('case-urge/' || ?, 0))").param(caseNumber).query((row, index) -> caseNumber).single();
        Urged before = of(caseNumber);
        Instant now = clock.instant();
        Instant allowed = before.lastAt() == null ? now : before.lastAt().plus(Duration.ofMinutes(settings.integerOr(INTERVAL, USUAL_INTERVAL)));
        if (allowed.isAfter(now)) {
            long minutes = Math.max(1, Duration.between(now, allowed).plusSeconds(59).toMinutes());
            throw new RuleViolation("urgeReason", "刚刚催办过，请 " + minutes + " 分钟后再催办");
        }
        List<String> numbers = new ArrayList<>(List.of(caseNumber));
        cases.children(caseNumber).forEach(child -> numbers.add(child.number()));
        List<CaseTasks.CaseTask> open = tasks.of(numbers);
        open.forEach(this::moveUp);
        int times = before.times() + 1;
        long id = jdbc.sql("insert into case_urge (case_number, at, by_login, by_name, reason, tasks) values (?, ?, ?, ?, ?, ?) returning id")
                .params(caseNumber, Timestamp.from(now), actor.login(), actor.name(), words, open.size()).query(Long.class).single();
        tell(file, open, times, words, actor, id);
        cases.note(caseNumber, actor, "URGED", "第 " + times + " 次催办：" + words + (open.isEmpty() ? "。现在没有待办任务，已通知客服主管"
                : "。已通知 " + open.stream().map(task -> task.name() + "（" + task.who() + "）").collect(Collectors.joining("、"))), "AS-OVD-02");
        return times;
    }

    /** People may not change a task's priority; here the software does, for a reason that stands on the case. */
    private void moveUp(CaseTasks.CaseTask task) {
        int priority = Math.min(TOP, task.priority() + STEP);
        if (priority > task.priority()) {
            ((ProcessEngineConfigurationImpl) engine.getObject().getProcessEngineConfiguration()).getCommandExecutorTxRequired()
                    .execute((Command<Void>) context -> context.runWithoutAuthorization(() -> new SetTaskPriorityCmd(task.id(), priority).execute(context)));
        }
    }

    private void tell(CaseView file, List<CaseTasks.CaseTask> open, int times, String reason, Actor actor, long id) {
        NoticeRequest.Builder request = NoticeRequest.of("case-urged", "case-urged:" + id).about(file.number(), file.site())
                .with("urgedBy", actor.name()).with("times", Integer.toString(times)).with("reason", reason)
                .with("unitName", file.home()).with("matter", file.matter())
                .with("tasks", open.isEmpty() ? "没有待办任务" : open.stream().map(CaseTasks.CaseTask::name).distinct().collect(Collectors.joining("、")));
        if (open.isEmpty()) {
            request.toPosts(SUPERVISOR);
        }
        for (CaseTasks.CaseTask task : open) {
            if (task.assignee() != null) {
                request.toLogins(task.assignee());
            } else {
                task.posts().forEach(request::toPosts);
            }
        }
        notices.send(request.build());
    }
}
