package io.casework.rectification.process;

import io.casework.rectification.Slips;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The slip has been filled in (AS-REC-01). */
@Component
@ProcedureBean("登记工作联系单")
class RecordSlip extends CaseDelegate {

    private final Slips slips;

    RecordSlip(Slips slips) {
        this.slips = slips;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        slips.fill(step.caseNumber(), step.answers(), step.actor());
        return Map.of();
    }
}
