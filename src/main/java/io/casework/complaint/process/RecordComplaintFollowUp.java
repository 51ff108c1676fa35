package io.casework.complaint.process;

import io.casework.complaint.ComplaintHandling;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Step 6: followed to closure (AS-EIG-06). */
@Component
@ProcedureBean("登记跟踪情况；nextStep=RESOLVED、CONTINUE、REPLY 或 INVESTIGATE")
class RecordComplaintFollowUp extends CaseDelegate {

    private final ComplaintHandling handling;

    RecordComplaintFollowUp(ComplaintHandling handling) {
        this.handling = handling;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        return Map.of("nextStep", handling.follow(step.caseNumber(), step.answers(), step.actor()));
    }
}
