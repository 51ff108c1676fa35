package io.casework.complaint.process;

import io.casework.complaint.Complaints;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Step 1: the complaint is accepted (AS-EIG-01). */
@Component
@ProcedureBean("登记投诉受理")
class AcceptComplaint extends CaseDelegate {

    private final Complaints complaints;

    AcceptComplaint(Complaints complaints) {
        this.complaints = complaints;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        complaints.accept(step.caseNumber(), step.answers(), step.actor());
        return Map.of();
    }
}
