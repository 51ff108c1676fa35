package io.casework.complaint.process;

import io.casework.complaint.ComplaintHandling;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Step 4: the responsible department feeds back (AS-CMP-06). */
@Component
@ProcedureBean("登记责任部门的反馈；nextStep=REPLY 或 NOT_OURS")
class RecordComplaintFeedback extends CaseDelegate {

    private final ComplaintHandling handling;

    RecordComplaintFeedback(ComplaintHandling handling) {
        this.handling = handling;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        return Map.of("nextStep", handling.feedback(step.caseNumber(), step.answers(), step.actor()) ? "REPLY" : "NOT_OURS");
    }
}
