package io.casework.complaint.process;

import io.casework.complaint.ComplaintHandling;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Step 7: what came of the callback (AS-EIG-07). */
@Component
@ProcedureBean("登记投诉回访结果；nextStep=ANALYSE、REOPEN 或 MANAGER")
class RecordComplaintCallback extends CaseDelegate {

    private final ComplaintHandling handling;

    RecordComplaintCallback(ComplaintHandling handling) {
        this.handling = handling;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        return Map.of("nextStep", handling.calledBack(step.caseNumber(), step.textFact("callbackResult"), (Integer) step.fact("satisfaction")));
    }
}
