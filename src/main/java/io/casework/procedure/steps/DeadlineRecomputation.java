package io.casework.procedure.steps;

import io.casework.worktime.CalendarChanged;
import io.casework.worktime.ClockPaused;
import io.casework.worktime.ClockResumed;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.TimeDate;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves open due dates and timers when the calendar changes or when a case's clock is stopped and started. What a limit means stands in the
 * model ({@code deadline.due(execution,'survey')}), so nothing has to be remembered beside the engine's own tasks and timers.
 */
@Component
class DeadlineRecomputation {

    private static final Logger log = LoggerFactory.getLogger(DeadlineRecomputation.class);
    private static final Pattern CALL = Pattern.compile("\\$\\{\\s*deadline\\.(due|breach|reminder)\\(\\s*execution\\s*,\\s*(?:'([^']+)'|(\\w+))\\s*\\)\\s*}");
    private static final int PAGE = 500;

    private final ObjectProvider<ProcessEngine> engine;
    private final Deadlines deadlines;

    DeadlineRecomputation(ObjectProvider<ProcessEngine> engine, Deadlines deadlines) {
        this.engine = engine;
        this.deadlines = deadlines;
    }

    /** All open deadlines of all cases, in pages. */
    @EventListener
    @Transactional
    public void on(CalendarChanged event) {
        int moved = 0;
        List<ProcessInstance> page;
        int first = 0;
        do {
            page = runtime().createProcessInstanceQuery().active().orderByProcessInstanceId().asc().listPage(first, PAGE);
            for (ProcessInstance instance : page) {
                moved += recompute(instance);
            }
            first += PAGE;
        } while (page.size() == PAGE);
        log.info("工作日历已更改,重新计算了 {} 个到期时间和定时器", moved);
    }

    /** Timers of a paused case stand still. */
    @EventListener
    @Transactional
    public void on(ClockPaused event) {
        for (ProcessInstance instance : instances(event.pause().caseNumber())) {
            for (Job job : deadlineJobs(instance)) {
                management().suspendJobById(job.getId());
            }
        }
    }

    /** Timers run again, moved by the working time that the case stood still. */
    @EventListener
    @Transactional
    public void on(ClockResumed event) {
        for (ProcessInstance instance : instances(event.pause().caseNumber())) {
            for (Job job : deadlineJobs(instance)) {
                management().activateJobById(job.getId());
            }
            recompute(instance);
        }
    }

    private List<ProcessInstance> instances(String caseNumber) {
        return runtime().createProcessInstanceQuery().processInstanceBusinessKey(caseNumber).list();
    }

    private List<Job> deadlineJobs(ProcessInstance instance) {
        BpmnModelInstance model = model(instance);
        return management().createJobQuery().processInstanceId(instance.getId()).timers().list().stream()
                .filter(job -> timerText(model, job).isPresent()).toList();
    }

    private int recompute(ProcessInstance instance) {
        BpmnModelInstance model = model(instance);
        String caseNumber = instance.getBusinessKey();
        if (caseNumber == null) {
            return 0;
        }
        int moved = 0;
        for (Task task : tasks().createTaskQuery().processInstanceId(instance.getId()).list()) {
            UserTask element = model.getModelElementById(task.getTaskDefinitionKey());
            Instant due = element == null ? null : compute(caseNumber, element.getCamundaDueDate(), task.getExecutionId(), task.getCreateTime().toInstant());
            if (due != null && (task.getDueDate() == null || !due.equals(task.getDueDate().toInstant()))) {
                task.setDueDate(Date.from(due));
                tasks().saveTask(task);
                moved++;
            }
        }
        for (Job job : management().createJobQuery().processInstanceId(instance.getId()).timers().list()) {
            Instant due = timerText(model, job)
                    .map(text -> compute(caseNumber, text, job.getExecutionId(), began(instance, model, job)))
                    .orElse(null);
            if (due != null && !due.equals(job.getDuedate().toInstant())) {
                management().setJobDuedate(job.getId(), Date.from(due));
                moved++;
            }
        }
        return moved;
    }

    private Instant compute(String caseNumber, String expression, String executionId, Instant began) {
        Matcher call = expression == null ? null : CALL.matcher(expression);
        if (call == null || !call.matches()) {
            return null;
        }
        String key = call.group(2) != null ? call.group(2) : Objects.toString(runtime().getVariable(executionId, call.group(3)), null);
        if (key == null) {
            return null;
        }
        return "reminder".equals(call.group(1)) ? deadlines.reminderAt(caseNumber, key, began) : deadlines.dueAt(caseNumber, key, began);
    }

    /** The expression of the timer: of a boundary or intermediate event, or of a timeout listener of a user task. */
    private static Optional<String> timerText(BpmnModelInstance model, Job job) {
        String configuration = ((JobEntity) job).getJobHandlerConfigurationRaw();
        if (configuration == null) {
            return Optional.empty();
        }
        int listener = configuration.indexOf("$taskListener~");
        if (listener > 0) {
            UserTask task = model.getModelElementById(configuration.substring(0, listener));
            String id = configuration.substring(listener + "$taskListener~".length());
            return task == null || task.getExtensionElements() == null ? Optional.empty()
                    : task.getExtensionElements().getElementsQuery().filterByType(CamundaTaskListener.class).list().stream()
                            .filter(candidate -> id.equals(candidate.getAttributeValue("id")))
                            .flatMap(candidate -> candidate.getTimeouts().stream())
                            .map(TimerEventDefinition::getTimeDate).filter(Objects::nonNull).map(TimeDate::getTextContent)
                            .filter(text -> CALL.matcher(text.trim()).matches()).map(String::trim).findFirst();
        }
        Object event = model.getModelElementById(configuration);
        if (event instanceof org.camunda.bpm.model.bpmn.instance.CatchEvent catching) {
            return catching.getEventDefinitions().stream()
                    .filter(TimerEventDefinition.class::isInstance).map(TimerEventDefinition.class::cast)
                    .map(TimerEventDefinition::getTimeDate).filter(Objects::nonNull).map(time -> time.getTextContent().trim())
                    .filter(text -> CALL.matcher(text).matches()).findFirst();
        }
        return Optional.empty();
    }

    /** When the step began that the timer watches. */
    private Instant began(ProcessInstance instance, BpmnModelInstance model, Job job) {
        String configuration = ((JobEntity) job).getJobHandlerConfigurationRaw();
        int listener = configuration.indexOf("$taskListener~");
        String watched = listener > 0 ? configuration.substring(0, listener) : configuration;
        if (model.getModelElementById(watched) instanceof BoundaryEvent boundary) {
            watched = boundary.getAttachedTo().getId();
        }
        String key = watched;
        return tasks().createTaskQuery().processInstanceId(instance.getId()).taskDefinitionKey(key).list().stream()
                .map(task -> task.getCreateTime().toInstant()).findFirst()
                .orElseGet(() -> ((JobEntity) job).getCreateTime().toInstant());
    }

    private BpmnModelInstance model(ProcessInstance instance) {
        return repository().getBpmnModelInstance(instance.getProcessDefinitionId());
    }

    private RepositoryService repository() {
        return engine.getObject().getRepositoryService();
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
