package io.casework.complaint.process;

import io.casework.complaint.ComplaintHandling;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** All eight steps are done. */
@Component
@ProcedureBean("关闭投诉；outcome=DONE")
class CloseComplaint extends CaseDelegate {

    private final ComplaintHandling handling;

    CloseComplaint(ComplaintHandling handling) {
        this.handling = handling;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        handling.close(step.caseNumber(), step.actor());
        return Map.of("outcome", "DONE", "customerReplied", true);
    }
}
