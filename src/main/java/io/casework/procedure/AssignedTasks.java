package io.casework.procedure;

import io.casework.casefile.CaseFiles;
import io.casework.organisation.Right;
import io.casework.organisation.Staffing;
import io.casework.organisation.StaffingChanged;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The open tasks that a person has claimed, and how they go back to the post when that person leaves. Works beyond the rights of whoever is signed
 * in: an administrator of staff sees no cases, so who may ask is for the caller to check.
 */
@Service
public class AssignedTasks {

    /** So many are listed; the count is of all. */
    public static final int LISTED = 50;

    private final ObjectProvider<ProcessEngine> engine;
    private final CaseFiles cases;
    private final People people;
    private final Staffing staffing;
    private final JdbcClient jdbc;

    AssignedTasks(ObjectProvider<ProcessEngine> engine, CaseFiles cases, People people, Staffing staffing, JdbcClient jdbc) {
        this.engine = engine;
        this.cases = cases;
        this.people = people;
        this.staffing = staffing;
        this.jdbc = jdbc;
    }

    /**
     * A task that a person has claimed through a post.
     *
     * @param site {@code null} where the task belongs to the posts for all sites
     * @param posts the posts that may claim it
     */
    private record Held(String id, String login, String site, List<String> posts) {

        boolean isOpenTo(Right right) {
            return posts.contains(right.post()) && (site == null ? right.siteOrNullForAll() == null : right.reaches(site));
        }
    }

    /**
     * A task that a person has claimed.
     *
     * @param caseNumber {@code null} where the procedure has no case
     * @param due {@code null} where it has no limit
     */
    public record AssignedTask(String id, String name, String caseNumber, Instant due) {
    }

    /** How many open tasks the person has claimed. */
    @Transactional(readOnly = true)
    public long count(String login) {
        return asSystem(() -> engine.getObject().getTaskService().createTaskQuery().taskAssignee(login).count());
    }

    /** The first {@value #LISTED} of them, those due first before. */
    @Transactional(readOnly = true)
    public List<AssignedTask> of(String login) {
        return asSystem(() -> read(engine.getObject().getTaskService().createTaskQuery().taskAssignee(login).orderByDueDate().asc().listPage(0, LISTED)));
    }

    /**
     * Takes all open tasks from the person, so that others of the post can claim them, and says so on each case.
     *
     * @param reason why, in Chinese
     * @return how many they were
     */
    @Transactional
    public int release(String login, String reason) {
        return release(login, reason, task -> true);
    }

    /**
     * Who no longer holds a post, by himself or for an absent person, puts back what he has claimed through it, in the same transaction: he may not
     * decide it any more, and nobody else could claim it.
     */
    @EventListener
    void on(StaffingChanged change) {
        if (change.logins().isEmpty()) {
            return;
        }
        Map<String, Set<String>> lost = new TreeMap<>();
        held(change.logins()).stream().filter(task -> staffing.rightsOf(task.login()).stream().noneMatch(task::isOpenTo))
                .forEach(task -> lost.computeIfAbsent(task.login(), login -> new HashSet<>()).add(task.id()));
        lost.forEach((login, ids) -> release(login, "已不担任或代理这个岗位", task -> ids.contains(task.getId())));
    }

    private List<Held> held(Set<String> logins) {
        return jdbc.sql("""
                        select t.id_, t.assignee_, t.tenant_id_, string_agg(l.group_id_, ',') from act_ru_task t
                        join act_ru_identitylink l on l.task_id_ = t.id_ and l.type_ = 'candidate' and l.group_id_ is not null
                        where t.assignee_ in (:logins) group by t.id_, t.assignee_, t.tenant_id_""")
                .param("logins", logins)
                .query((row, n) -> new Held(row.getString(1), row.getString(2), row.getString(3), Arrays.asList(row.getString(4).split(",")))).list();
    }

    private int release(String login, String reason, Predicate<Task> which) {
        String name = people.actor(login).name();
        var actor = people.current();
        return asSystem(() -> {
            // The engine changes nothing of what is suspended; it stays where it is until it goes on, and TaskRights lets nobody submit it without the post.
            List<Task> tasks = engine.getObject().getTaskService().createTaskQuery().taskAssignee(login).active().list().stream().filter(which).toList();
            tasks.forEach(task -> engine.getObject().getTaskService().setAssignee(task.getId(), null));
            for (AssignedTask task : read(tasks)) {
                if (task.caseNumber() != null && cases.find(task.caseNumber()).isPresent()) {
                    cases.note(task.caseNumber(), actor, "TASK_RELEASED", "任务“" + task.name() + "”由" + name + "退回岗位，等待认领（" + reason + "）", null);
                }
            }
            return tasks.size();
        });
    }

    private List<AssignedTask> read(List<Task> tasks) {
        Map<String, ProcessInstance> instances = tasks.isEmpty() ? Map.of() : engine.getObject().getRuntimeService().createProcessInstanceQuery()
                .processInstanceIds(tasks.stream().map(Task::getProcessInstanceId).filter(java.util.Objects::nonNull).collect(Collectors.toSet())).list().stream()
                .collect(Collectors.toMap(ProcessInstance::getId, Function.identity()));
        return tasks.stream().map(task -> new AssignedTask(task.getId(), task.getName(),
                instances.containsKey(task.getProcessInstanceId()) ? instances.get(task.getProcessInstanceId()).getBusinessKey() : null,
                task.getDueDate() == null ? null : task.getDueDate().toInstant())).toList();
    }

    private <T> T asSystem(Supplier<T> work) {
        ProcessEngine running = engine.getObject();
        Authentication person = running.getIdentityService().getCurrentAuthentication();
        running.getIdentityService().clearAuthentication();
        try {
            return work.get();
        } finally {
            if (person != null) {
                running.getIdentityService().setAuthentication(person);
            }
        }
    }
}
