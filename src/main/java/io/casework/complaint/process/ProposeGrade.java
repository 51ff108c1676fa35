package io.casework.complaint.process;

import io.casework.complaint.Complaints;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Step 3: what the table of grades proposes (AS-SEV-01). */
@Component
@ProcedureBean("按决策表 complaint-grade 建议等级，并把达到热点的同主题投诉改为热点")
class ProposeGrade extends CaseDelegate {

    private final Complaints complaints;

    ProposeGrade(Complaints complaints) {
        this.complaints = complaints;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        complaints.proposeGrade(step.caseNumber());
        return Map.of();
    }
}
