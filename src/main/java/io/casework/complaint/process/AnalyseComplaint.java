package io.casework.complaint.process;

import io.casework.complaint.ComplaintHandling;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Step 8: information feedback (AS-EIG-08). */
@Component
@ProcedureBean("登记信息反馈：教训、预防措施、满意度情形")
class AnalyseComplaint extends CaseDelegate {

    private final ComplaintHandling handling;

    AnalyseComplaint(ComplaintHandling handling) {
        this.handling = handling;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        handling.analyse(step.caseNumber(), step.answers(), step.actor());
        return Map.of();
    }
}
