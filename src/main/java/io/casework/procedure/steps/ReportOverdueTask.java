package io.casework.procedure.steps;

import io.casework.casefile.Actor;
import io.casework.casefile.CaseFiles;
import io.casework.procedure.ModelElements;
import io.casework.procedure.ProcedureBean;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** A task has broken its limit: tells whoever has it and the superior post (property {@code escalateTo}), and notes it on the case. */
@Component("reportOverdueTask")
@ProcedureBean("任务超时：通知办理人和上级岗位（扩展属性 escalateTo，缺省为客服主管），并记入案件")
class ReportOverdueTask implements TaskListener {

    private static final String DEFAULT_SUPERIOR = "service-supervisor";

    private final CaseNotices notices;
    private final ModelElements elements;
    private final CaseFiles cases;

    ReportOverdueTask(CaseNotices notices, ModelElements elements, CaseFiles cases) {
        this.notices = notices;
        this.elements = elements;
        this.cases = cases;
    }

    @Override
    public void notify(DelegateTask task) {
        ModelElements.Element element = elements.of(task.getProcessDefinitionId(), task.getTaskDefinitionKey());
        Set<String> receivers = new LinkedHashSet<>();
        receivers.add(task.getAssignee() != null ? CaseNotices.ASSIGNEE : CaseNotices.candidatePost(task));
        receivers.add(element.properties().getOrDefault("escalateTo", DEFAULT_SUPERIOR));
        notices.send("task-overdue", List.copyOf(receivers), element, task.getExecution(), task);
        cases.note(task.getExecution().getProcessBusinessKey(), Actor.SYSTEM, "TASK_OVERDUE", "任务超时：" + element.name(), element.ruleIds());
    }
}
