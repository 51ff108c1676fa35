package io.casework.procedure.steps;

import io.casework.procedure.ModelElements;
import io.casework.procedure.ProcedureBean;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Reminds whoever has the task, or the post that should take it, that its limit draws near. */
@Component("remindTask")
@ProcedureBean("任务即将到期：提醒办理人，未认领时提醒岗位")
class RemindTask implements TaskListener {

    private final CaseNotices notices;
    private final ModelElements elements;

    RemindTask(CaseNotices notices, ModelElements elements) {
        this.notices = notices;
        this.elements = elements;
    }

    @Override
    public void notify(DelegateTask task) {
        String receiver = task.getAssignee() != null ? CaseNotices.ASSIGNEE : CaseNotices.candidatePost(task);
        notices.send("task-reminder", receiver == null ? List.of() : List.of(receiver), elements.of(task.getProcessDefinitionId(), task.getTaskDefinitionKey()),
                task.getExecution(), task);
    }
}
