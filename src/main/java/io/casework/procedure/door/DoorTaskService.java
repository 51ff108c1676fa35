package io.casework.procedure.door;

import io.casework.platform.RuleViolation;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.TaskServiceImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.variable.VariableMap;

/** The engine's task service: completing goes through the same door as submitting a form; delegating and resolving are not part of any procedure. */
class DoorTaskService extends TaskServiceImpl {

    private final Supplier<FormDoor> door;

    DoorTaskService(Supplier<FormDoor> door) {
        this.door = door;
    }

    @Override
    public void complete(String taskId) {
        complete(taskId, Map.of());
    }

    @Override
    public void complete(String taskId, Map<String, Object> variables) {
        commandExecutor.execute((Command<VariableMap>) context -> door.get().submitTask(context, taskId, variables, false, false));
    }

    @Override
    public VariableMap completeWithVariablesInReturn(String taskId, Map<String, Object> variables, boolean deserializeValues) {
        return commandExecutor.execute((Command<VariableMap>) context -> door.get().submitTask(context, taskId, variables, true, deserializeValues));
    }

    @Override
    public void delegateTask(String taskId, String userId) {
        throw new RuleViolation("任务不能委派；请由主管改派给同岗位的人");
    }

    @Override
    public void resolveTask(String taskId) {
        throw new RuleViolation("任务不能以“解决”方式结束，请填写表单并完成");
    }

    @Override
    public void resolveTask(String taskId, Map<String, Object> variables) {
        resolveTask(taskId);
    }
}
