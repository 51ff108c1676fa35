package io.casework.rectification.process;

import io.casework.rectification.Slips;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The clerk has checked the work (AS-REC-04). */
@Component
@ProcedureBean("登记整改核对")
class RecordSlipCheck extends CaseDelegate {

    private final Slips slips;

    RecordSlipCheck(Slips slips) {
        this.slips = slips;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        slips.check(step.caseNumber(), step.answers(), step.actor());
        return Map.of();
    }
}
