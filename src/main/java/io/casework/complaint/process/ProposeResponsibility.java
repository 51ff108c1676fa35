package io.casework.complaint.process;

import io.casework.complaint.Complaints;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Step 3: which post the table holds responsible (AS-CMP-03). */
@Component
@ProcedureBean("按决策表 complaint-responsibility 建议责任部门；给出 responsiblePost")
class ProposeResponsibility extends CaseDelegate {

    private final Complaints complaints;

    ProposeResponsibility(Complaints complaints) {
        this.complaints = complaints;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        return Map.of("responsiblePost", complaints.proposeResponsibility(step.caseNumber()));
    }
}
