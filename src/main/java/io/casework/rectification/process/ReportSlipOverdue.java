package io.casework.rectification.process;

import io.casework.rectification.Slips;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The rectification is late (AS-REC-03). */
@Component
@ProcedureBean("整改超期：记入案件并通知")
class ReportSlipOverdue extends CaseDelegate {

    private final Slips slips;

    ReportSlipOverdue(Slips slips) {
        this.slips = slips;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        slips.overdue(step.caseNumber(), step.actor());
        return Map.of();
    }
}
