package io.casework.complaint.process;

import io.casework.complaint.ComplaintHandling;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The limit of the complaint has passed (AS-CMP-09). */
@Component
@ProcedureBean("投诉超过期限：通知客服主管、经理和跟踪人")
class ReportComplaintOverdue extends CaseDelegate {

    private final ComplaintHandling handling;

    ReportComplaintOverdue(ComplaintHandling handling) {
        this.handling = handling;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        handling.weekOverdue(step.caseNumber());
        return Map.of();
    }
}
