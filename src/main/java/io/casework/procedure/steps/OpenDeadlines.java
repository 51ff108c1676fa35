package io.casework.procedure.steps;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.procedure.CaseDeadline;
import io.casework.procedure.Decisions;
import io.casework.procedure.LimitMoved;
import io.casework.worktime.CaseClock;
import io.casework.worktime.CaseClocks;
import io.casework.worktime.WorkCalendar;
import io.casework.worktime.Worktime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.SuspensionState;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Reckons the open due dates and timers of process instances anew and moves those that have to move, many instances by few queries. What a limit
 * means stands in the model, how long it is in the version of the deadline table that was in force when the step began or in the records of a
 * room, so nothing is remembered beside the engine's own tasks and timers.
 */
@Component
class OpenDeadlines {

    /** Step and due date are stamped a moment apart when a task is made; a smaller difference is no move. */
    private static final Duration SAME = Duration.ofMinutes(1);

    private final ObjectProvider<ProcessEngine> engine;
    private final ModelDeadlines models;
    private final Deadlines deadlines;
    private final Decisions decisions;
    private final Worktime worktime;
    private final CaseClocks clocks;
    private final CaseFiles cases;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    OpenDeadlines(ObjectProvider<ProcessEngine> engine, ModelDeadlines models, Deadlines deadlines, Decisions decisions, Worktime worktime,
            CaseClocks clocks, CaseFiles cases, Clock clock, ApplicationEventPublisher events) {
        this.engine = engine;
        this.models = models;
        this.deadlines = deadlines;
        this.decisions = decisions;
        this.worktime = worktime;
        this.clocks = clocks;
        this.cases = cases;
        this.clock = clock;
        this.events = events;
    }

    /** A task whose due date has moved. {@code before} is {@code null} where it had none. */
    record MovedTask(String caseNumber, String taskId, String taskName, String assignee, Instant before, Instant due) {
    }

    /**
     * What a pass has moved.
     *
     * @param tasks of cases whose clocks run
     * @param timers how many timers
     */
    record Moved(List<MovedTask> tasks, int timers) {
    }

    /** The calendar and the limits of one pass over the cases; both are read once. */
    Reckoning reckoning() {
        return asSystem(() -> new Reckoning(worktime.newestCalendar(), decisions.versions(Deadlines.TABLE)));
    }

    /** Ids of the running process instances of a case. */
    List<String> instances(String caseNumber) {
        return asSystem(() -> runtime().createProcessInstanceQuery().processInstanceBusinessKey(caseNumber).active().list().stream()
                .map(ProcessInstance::getId).toList());
    }

    /** Lets the timers of a case that count by the deadline table stand still, or run again. */
    void timers(String caseNumber, boolean running) {
        together(() -> {
            List<ProcessInstance> instances = runtime().createProcessInstanceQuery().processInstanceBusinessKey(caseNumber).active().list();
            for (Job job : jobs(instances)) {
                if (job.isSuspended() == running) {
                    ((JobEntity) job).setSuspensionState(running ? SuspensionState.ACTIVE.getStateCode() : SuspensionState.SUSPENDED.getStateCode());
                }
            }
            return null;
        });
    }

    /**
     * Moves what has to move in these process instances, in the running transaction. Where a case's clock stands still, due dates follow
     * the time silently and timers wait for it to run again.
     */
    Moved move(Collection<String> instanceIds, Reckoning reckoning) {
        return instanceIds.isEmpty() ? new Moved(List.of(), 0) : together(() -> new Pass(instanceIds, reckoning).run());
    }

    /** A calendar with the limits of all times. */
    final class Reckoning {

        private final WorkCalendar calendar;
        private final List<Decisions.Version> versions;
        private final Map<String, Optional<Deadlines.Row>> rows = new HashMap<>();

        private Reckoning(WorkCalendar calendar, List<Decisions.Version> versions) {
            this.calendar = calendar;
            this.versions = versions;
        }

        /** A limit that a manager changes holds for steps that begin afterwards; empty where the table had no such row. */
        private Optional<Deadlines.Row> row(String key, Instant began) {
            String version = versions.isEmpty() ? null : versions.get(0).definitionId();
            for (Decisions.Version candidate : versions) {
                if (!candidate.since().isAfter(began)) {
                    version = candidate.definitionId();
                }
            }
            String inForce = version;
            return inForce == null ? Optional.empty() : rows.computeIfAbsent(inForce + '\n' + key,
                    any -> decisions.firstOfVersion(inForce, Map.of("deadline", key)).map(Deadlines.Row::of));
        }
    }

    private final class Pass {

        private final Reckoning reckoning;
        private final List<ProcessInstance> instances;
        private final Map<String, CaseClock> caseClocks;
        private final List<Task> tasks;
        private final Map<String, List<VariableInstance>> variables;
        private final Map<String, Optional<CaseDeadline.Window>> windows = new HashMap<>();
        private final Instant now = clock.instant();
        private final List<MovedTask> movedTasks = new ArrayList<>();
        private Map<String, Instant> opened;
        private int movedTimers;

        Pass(Collection<String> ids, Reckoning reckoning) {
            this.reckoning = reckoning;
            this.instances = runtime().createProcessInstanceQuery().processInstanceIds(Set.copyOf(ids)).active().list().stream()
                    .filter(instance -> instance.getBusinessKey() != null)
                    .filter(instance -> !models.of(instance.getProcessDefinitionId()).tasks().isEmpty()
                            || !models.of(instance.getProcessDefinitionId()).timers().isEmpty())
                    .toList();
            this.caseClocks = clocks.clocks(instances.stream().map(ProcessInstance::getBusinessKey).collect(Collectors.toSet()));
            this.tasks = instances.isEmpty() ? List.of() : tasks().createTaskQuery().processInstanceIdIn(ids(instances)).list();
            this.variables = variables();
        }

        Moved run() {
            Map<String, ProcessInstance> byId = instances.stream().collect(Collectors.toMap(ProcessInstance::getId, Function.identity()));
            for (Task task : tasks) {
                move(byId.get(task.getProcessInstanceId()), task);
            }
            Map<String, List<Task>> tasksOf = tasks.stream().collect(Collectors.groupingBy(Task::getProcessInstanceId));
            for (Job job : jobs(instances)) {
                ProcessInstance instance = byId.get(job.getProcessInstanceId());
                if (!caseClocks.get(instance.getBusinessKey()).isPaused()) {
                    move(instance, job, tasksOf.getOrDefault(instance.getId(), List.of()));
                }
            }
            return new Moved(movedTasks, movedTimers);
        }

        private void move(ProcessInstance instance, Task task) {
            DeadlineCall call = models.of(instance.getProcessDefinitionId()).task(task.getTaskDefinitionKey()).orElse(null);
            Instant due = call == null ? null : moment(instance, call, task.getExecutionId(), task.getCreateTime().toInstant());
            if (due == null || isSame(task.getDueDate(), due)) {
                return;
            }
            Instant before = task.getDueDate() == null ? null : task.getDueDate().toInstant();
            task.setDueDate(Date.from(due));
            tasks().saveTask(task);
            if (!caseClocks.get(instance.getBusinessKey()).isPaused()) {
                movedTasks.add(new MovedTask(instance.getBusinessKey(), task.getId(), task.getName(), task.getAssignee(), before, due));
            }
        }

        private void move(ProcessInstance instance, Job job, List<Task> ofInstance) {
            ModelDeadlines.Timer timer = models.of(instance.getProcessDefinitionId()).timer(job).orElseThrow();
            Instant began = ofInstance.stream()
                    .filter(task -> task.getTaskDefinitionKey().equals(timer.watched()))
                    .min(java.util.Comparator.comparing(task -> task.getExecutionId().equals(job.getExecutionId()) ? 0 : 1))
                    .map(Task::getCreateTime).orElseGet(job::getCreateTime).toInstant();
            Instant due = moment(instance, timer.call(), job.getExecutionId(), began);
            if (due != null && !isSame(job.getDuedate(), due)) {
                ((JobEntity) job).setDuedate(Date.from(due));
                movedTimers++;
                if (!timer.call().reminder()) {
                    tell(instance.getBusinessKey(), key(instance, timer.call(), job.getExecutionId()), timer.call().variable(), due);
                }
            }
        }

        private void tell(String caseNumber, String key, boolean fact, Instant due) {
            boolean ofRoom = windows.get(caseNumber + '\n' + key).isPresent();
            if (fact || ofRoom) {
                events.publishEvent(new LimitMoved(caseNumber, key, ofRoom, due));
            }
        }

        private String key(ProcessInstance instance, DeadlineCall call, String execution) {
            return call.variable() ? variable(instance, execution, call.key()) : call.key();
        }

        private Instant moment(ProcessInstance instance, DeadlineCall call, String execution, Instant began) {
            String key = key(instance, call, execution);
            if (key == null) {
                return null;
            }
            Optional<CaseDeadline.Window> own = windows.computeIfAbsent(instance.getBusinessKey() + '\n' + key,
                    any -> deadlines.own(instance.getBusinessKey(), key));
            if (own.isPresent()) {
                return Deadlines.moment(reckoning.calendar, own.get(), call.reminder());
            }
            Deadlines.Row row = reckoning.row(key, began).orElse(null);
            if (row == null) {
                return null;
            }
            Instant start = row.fromCase() ? opened().get(instance.getBusinessKey()) : began;
            return start == null ? null
                    : row.moment(reckoning.calendar, caseClocks.get(instance.getBusinessKey()), start, now, call.reminder());
        }

        private Map<String, Instant> opened() {
            if (opened == null) {
                opened = cases.views(caseClocks.keySet()).stream().collect(Collectors.toMap(CaseView::number, CaseView::openedAt));
            }
            return opened;
        }

        private Map<String, List<VariableInstance>> variables() {
            Set<String> names = new HashSet<>();
            Set<String> holders = new HashSet<>();
            for (ProcessInstance instance : instances) {
                ModelDeadlines.OfModel model = models.of(instance.getProcessDefinitionId());
                List<DeadlineCall> calls = new ArrayList<>(model.tasks().values());
                model.timers().values().forEach(timer -> calls.add(timer.call()));
                calls.stream().filter(DeadlineCall::variable).forEach(call -> {
                    names.add(call.key());
                    holders.add(instance.getId());
                });
            }
            return names.isEmpty() ? Map.of()
                    : runtime().createVariableInstanceQuery().processInstanceIdIn(holders.toArray(String[]::new))
                            .variableNameIn(names.toArray(String[]::new)).disableBinaryFetching().list().stream()
                            .collect(Collectors.groupingBy(VariableInstance::getProcessInstanceId));
        }

        /** The variable as the step sees it: its own, else that of the process instance. */
        private String variable(ProcessInstance instance, String execution, String name) {
            List<VariableInstance> named = variables.getOrDefault(instance.getId(), List.of()).stream()
                    .filter(variable -> variable.getName().equals(name) && variable.getValue() != null).toList();
            return named.stream().filter(variable -> variable.getExecutionId().equals(execution)).findFirst()
                    .or(() -> named.stream().filter(variable -> variable.getExecutionId().equals(instance.getId())).findFirst())
                    .map(variable -> variable.getValue().toString()).orElse(null);
        }
    }

    private static boolean isSame(Date date, Instant due) {
        return date != null && Duration.between(date.toInstant(), due).abs().compareTo(SAME) < 0;
    }

    /** The open timers of these instances that count by the deadline table. */
    private List<Job> jobs(List<ProcessInstance> instances) {
        if (instances.isEmpty()) {
            return List.of();
        }
        Map<String, String> definitions = instances.stream()
                .collect(Collectors.toMap(ProcessInstance::getId, ProcessInstance::getProcessDefinitionId));
        return management().createJobQuery().processInstanceIds(definitions.keySet()).timers().list().stream()
                .filter(job -> models.of(definitions.get(job.getProcessInstanceId())).timer(job).isPresent()).toList();
    }

    private static String[] ids(List<ProcessInstance> instances) {
        return instances.stream().map(ProcessInstance::getId).toArray(String[]::new);
    }

    /** In one command of the engine, so that what was read is written back in one go when it ends. */
    private <T> T together(Supplier<T> work) {
        ProcessEngineConfigurationImpl configuration = (ProcessEngineConfigurationImpl) engine.getObject().getProcessEngineConfiguration();
        return asSystem(() -> configuration.getCommandExecutorTxRequired().execute(context -> work.get()));
    }

    /** Deadlines are the software's business, whoever set it off: a person may neither see all tasks nor move any. */
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

    private RuntimeService runtime() {
        return engine.getObject().getRuntimeService();
    }

    private TaskService tasks() {
        return engine.getObject().getTaskService();
    }

    private ManagementService management() {
        return engine.getObject().getManagementService();
    }
}
