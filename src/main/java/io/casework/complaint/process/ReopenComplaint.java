package io.casework.complaint.process;

import io.casework.complaint.ComplaintHandling;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A dissatisfied customer: how to go on (AS-CMP-25). */
@Component
@ProcedureBean("决定客户不满意后如何处理；nextStep=INVESTIGATE、REPLY 或 CLOSE")
class ReopenComplaint extends CaseDelegate {

    private final ComplaintHandling handling;

    ReopenComplaint(ComplaintHandling handling) {
        this.handling = handling;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        ComplaintHandling.Again again = handling.reopen(step.caseNumber(), step.answers(), step.actor());
        return again.limitKey() == null ? Map.of("nextStep", again.how()) : Map.of("nextStep", again.how(), "limitKey", again.limitKey());
    }
}
