package io.casework.contact.process;

import io.casework.casefile.CaseView;
import io.casework.contact.Withdrawals;
import io.casework.platform.RuleViolation;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Takes the case of this number out of its procedure. Nobody may send messages to procedures by hand; whether this person may withdraw this case has been
 * checked, so the message goes out as the system's.
 */
@Component
@ProcedureBean("撤回案件：核对编号和小区，通知办理中的人，停止主案件的流程")
class WithdrawCase extends CaseDelegate {

    /** Name of the message that ends the procedure of a case. */
    static final String MESSAGE = "case-withdrawn";

    private final Withdrawals withdrawals;
    private final ObjectProvider<RuntimeService> runtime;
    private final ObjectProvider<TaskService> tasks;
    private final ObjectProvider<IdentityService> identity;

    WithdrawCase(Withdrawals withdrawals, ObjectProvider<RuntimeService> runtime, ObjectProvider<TaskService> tasks,
            ObjectProvider<IdentityService> identity) {
        this.withdrawals = withdrawals;
        this.runtime = runtime;
        this.tasks = tasks;
        this.identity = identity;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        CaseView view = withdrawals.withdrawable(step.answers().text("caseNumber"), step.site());
        String reason = step.answers().text("reason");
        Authentication person = identity.getObject().getCurrentAuthentication();
        identity.getObject().clearAuthentication();
        try {
            tellTheWorkers(view, reason);
            runtime.getObject().createMessageCorrelation(MESSAGE)
                    .processInstanceBusinessKey(view.number())
                    .setVariable("withdrawnBy", step.answers().text("requestedBy"))
                    .setVariable("withdrawReason", reason)
                    .correlate();
        } catch (MismatchingMessageCorrelationException noProcedure) {
            throw new RuleViolation("caseNumber", "案件 " + view.number() + " 不在来电来访流程中，不能撤回");
        } finally {
            identity.getObject().setAuthentication(person);
        }
        return Map.of(CASE_NUMBER, view.number());
    }

    private void tellTheWorkers(CaseView view, String reason) {
        List<Task> open = tasks.getObject().createTaskQuery()
                .processInstanceBusinessKeyIn(withdrawals.concerned(view).toArray(String[]::new)).list();
        Set<String> logins = new TreeSet<>();
        Set<String> posts = new TreeSet<>();
        for (Task task : open) {
            if (task.getAssignee() != null) {
                logins.add(task.getAssignee());
            } else {
                tasks.getObject().getIdentityLinksForTask(task.getId()).stream().map(IdentityLink::getGroupId).filter(group -> group != null)
                        .forEach(posts::add);
            }
        }
        withdrawals.tell(view, reason, logins, posts);
    }
}
