package io.casework.procedure;

import io.casework.casefile.CaseFiles;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.ObjectProvider;
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

    AssignedTasks(ObjectProvider<ProcessEngine> engine, CaseFiles cases, People people) {
        this.engine = engine;
        this.cases = cases;
        this.people = people;
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
        String name = people.actor(login).name();
        var actor = people.current();
        return asSystem(() -> {
            List<Task> tasks = engine.getObject().getTaskService().createTaskQuery().taskAssignee(login).list();
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
