package io.casework.complaint.process;

import io.casework.complaint.ComplaintHandling;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The department has let its limit pass (AS-CMP-06). */
@Component
@ProcedureBean("责任部门超期未反馈：计数并通知经理和责任部门")
class ReportFeedbackOverdue extends CaseDelegate {

    private final ComplaintHandling handling;

    ReportFeedbackOverdue(ComplaintHandling handling) {
        this.handling = handling;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        handling.feedbackOverdue(step.caseNumber());
        return Map.of();
    }
}
