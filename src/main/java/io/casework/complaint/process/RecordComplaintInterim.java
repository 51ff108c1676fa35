package io.casework.complaint.process;

import io.casework.complaint.ComplaintHandling;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** An answer in between (AMB-94). */
@Component
@ProcedureBean("登记中间答复")
class RecordComplaintInterim extends CaseDelegate {

    private final ComplaintHandling handling;

    RecordComplaintInterim(ComplaintHandling handling) {
        this.handling = handling;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        handling.interim(step.caseNumber(), step.answers(), step.actor());
        return Map.of();
    }
}
