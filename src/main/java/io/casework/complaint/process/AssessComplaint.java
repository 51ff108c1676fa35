package io.casework.complaint.process;

import io.casework.complaint.Complaints;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Step 3: what the person finds (AS-EIG-03). */
@Component
@ProcedureBean("登记投诉评估：原因、不满原因、定级依据")
class AssessComplaint extends CaseDelegate {

    private final Complaints complaints;

    AssessComplaint(Complaints complaints) {
        this.complaints = complaints;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        complaints.assess(step.caseNumber(), step.answers(), step.actor());
        return Map.of();
    }
}
