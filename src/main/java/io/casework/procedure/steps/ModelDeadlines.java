package io.casework.procedure.steps;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.jobexecutor.TimerEventJobHandler;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.TimeDate;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Which due dates and timers of a deployed model count by the deadline table. A deployed model never changes, so it is read once. */
@Component
class ModelDeadlines {

    private static final String LISTENER = TimerEventJobHandler.JOB_HANDLER_CONFIG_PROPERTY_DELIMITER
            + TimerEventJobHandler.JOB_HANDLER_CONFIG_TASK_LISTENER_PREFIX;
    private static final String FOLLOW_UP = TimerEventJobHandler.JOB_HANDLER_CONFIG_PROPERTY_DELIMITER
            + TimerEventJobHandler.JOB_HANDLER_CONFIG_PROPERTY_FOLLOW_UP_JOB_CREATED;
    private static final int MAX_MODELS = 500;

    private final ObjectProvider<RepositoryService> repository;
    private final Map<String, OfModel> models = new ConcurrentHashMap<>();

    ModelDeadlines(ObjectProvider<RepositoryService> repository) {
        this.repository = repository;
    }

    /** A timer and the element whose beginning it counts from: the task that it is attached to, or the event itself. */
    record Timer(DeadlineCall call, String watched) {
    }

    /** @param timers by the engine's own description of the timer in its job */
    record OfModel(Map<String, DeadlineCall> tasks, Map<String, Timer> timers) {

        Optional<DeadlineCall> task(String elementId) {
            return Optional.ofNullable(tasks.get(elementId));
        }

        Optional<Timer> timer(Job job) {
            String description = ((JobEntity) job).getJobHandlerConfigurationRaw();
            if (description == null) {
                return Optional.empty();
            }
            return Optional.ofNullable(timers.get(description.endsWith(FOLLOW_UP)
                    ? description.substring(0, description.length() - FOLLOW_UP.length()) : description));
        }
    }

    OfModel of(String processDefinitionId) {
        if (models.size() > MAX_MODELS) {
            models.clear();
        }
        return models.computeIfAbsent(processDefinitionId, this::read);
    }

    private OfModel read(String processDefinitionId) {
        BpmnModelInstance model = repository.getObject().getBpmnModelInstance(processDefinitionId);
        Map<String, DeadlineCall> tasks = new HashMap<>();
        Map<String, Timer> timers = new HashMap<>();
        for (UserTask task : model.getModelElementsByType(UserTask.class)) {
            DeadlineCall.read(task.getCamundaDueDate()).ifPresent(call -> tasks.put(task.getId(), call));
            if (task.getExtensionElements() != null) {
                for (CamundaTaskListener listener : task.getExtensionElements().getElementsQuery().filterByType(CamundaTaskListener.class).list()) {
                    listener.getTimeouts().stream().flatMap(timeout -> call(timeout).stream()).findFirst().ifPresent(call ->
                            timers.put(task.getId() + LISTENER + listener.getAttributeValue("id"), new Timer(call, task.getId())));
                }
            }
        }
        for (CatchEvent event : model.getModelElementsByType(CatchEvent.class)) {
            event.getEventDefinitions().stream()
                    .filter(TimerEventDefinition.class::isInstance).map(TimerEventDefinition.class::cast)
                    .flatMap(definition -> call(definition).stream()).findFirst()
                    .ifPresent(call -> timers.put(event.getId(),
                            new Timer(call, event instanceof BoundaryEvent boundary ? boundary.getAttachedTo().getId() : event.getId())));
        }
        return new OfModel(Map.copyOf(tasks), Map.copyOf(timers));
    }

    private static Optional<DeadlineCall> call(TimerEventDefinition definition) {
        return Optional.ofNullable(definition.getTimeDate()).map(TimeDate::getTextContent).filter(Objects::nonNull).flatMap(DeadlineCall::read);
    }
}
