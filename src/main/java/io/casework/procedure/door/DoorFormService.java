package io.casework.procedure.door;

import io.casework.platform.RuleViolation;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.FormServiceImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.variable.VariableMap;

/** The engine's form service, with the door in front of what people submit and the prepared data in what they are shown. */
class DoorFormService extends FormServiceImpl {

    private final Supplier<FormDoor> door;

    DoorFormService(Supplier<FormDoor> door) {
        this.door = door;
    }

    @Override
    public void submitTaskForm(String taskId, Map<String, Object> properties) {
        submitTaskFormWithVariablesInReturn(taskId, properties, false, false);
    }

    @Override
    public void submitTaskFormData(String taskId, Map<String, String> properties) {
        submitTaskForm(taskId, properties == null ? null : new HashMap<>(properties));
    }

    @Override
    public VariableMap submitTaskFormWithVariablesInReturn(String taskId, Map<String, Object> properties, boolean deserializeValues) {
        return submitTaskFormWithVariablesInReturn(taskId, properties, true, deserializeValues);
    }

    private VariableMap submitTaskFormWithVariablesInReturn(String taskId, Map<String, Object> properties, boolean withVariables, boolean deserialize) {
        return commandExecutor.execute((Command<VariableMap>) context ->
                door.get().submitTask(context, taskId, properties, withVariables, deserialize));
    }

    @Override
    public ProcessInstance submitStartForm(String processDefinitionId, Map<String, Object> properties) {
        return commandExecutor.execute((Command<ProcessInstance>) context -> door.get().submitStart(context, processDefinitionId, properties));
    }

    @Override
    public ProcessInstance submitStartForm(String processDefinitionId, String businessKey, Map<String, Object> properties) {
        if (businessKey != null && !businessKey.isBlank()) {
            throw new RuleViolation("businessKey", "案件编号由系统分配，不能自行填写");
        }
        return submitStartForm(processDefinitionId, properties);
    }

    @Override
    public ProcessInstance submitStartFormData(String processDefinitionId, Map<String, String> properties) {
        return submitStartForm(processDefinitionId, properties == null ? null : new HashMap<>(properties));
    }

    @Override
    public ProcessInstance submitStartFormData(String processDefinitionId, String businessKey, Map<String, String> properties) {
        return submitStartForm(processDefinitionId, businessKey, properties == null ? null : new HashMap<>(properties));
    }

    @Override
    public VariableMap getTaskFormVariables(String taskId, Collection<String> formVariables, boolean deserializeObjectValues) {
        return commandExecutor.execute((Command<VariableMap>) context ->
                door.get().shown(context, taskId, super.getTaskFormVariables(taskId, formVariables, deserializeObjectValues)));
    }

    @Override
    public InputStream getDeployedTaskForm(String taskId) {
        byte[] json = commandExecutor.execute((Command<byte[]>) context -> door.get().taskFormJson(context, taskId));
        return json == null ? super.getDeployedTaskForm(taskId) : new ByteArrayInputStream(json);
    }

    @Override
    public InputStream getDeployedStartForm(String processDefinitionId) {
        byte[] json = commandExecutor.execute((Command<byte[]>) context -> door.get().startFormJson(context, processDefinitionId));
        return json == null ? super.getDeployedStartForm(processDefinitionId) : new ByteArrayInputStream(json);
    }
}
