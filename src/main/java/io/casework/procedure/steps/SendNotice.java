package io.casework.procedure.steps;

import io.casework.procedure.ModelElements;
import io.casework.procedure.ProcedureBean;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/**
 * Sends the notice that the element names in its extension property {@code notice} to those in {@code to}: posts, {@code customer}, {@code assignee}, separated by commas.
 * An administrator adds a notice to a procedure with this step and no code.
 */
@Component("sendNotice")
@ProcedureBean("发送通知：扩展属性 notice=模板，to=岗位、customer（客户）、assignee（办理人），逗号分隔")
class SendNotice implements JavaDelegate, ExecutionListener, TaskListener {

    private final CaseNotices notices;
    private final ModelElements elements;

    SendNotice(CaseNotices notices, ModelElements elements) {
        this.notices = notices;
        this.elements = elements;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ModelElements.Element element = elements.of(execution.getProcessDefinitionId(), execution.getCurrentActivityId());
        notices.send(element, execution, null);
    }

    @Override
    public void notify(DelegateExecution execution) {
        execute(execution);
    }

    @Override
    public void notify(DelegateTask task) {
        notices.send(elements.of(task.getProcessDefinitionId(), task.getTaskDefinitionKey()), task.getExecution(), task);
    }
}
