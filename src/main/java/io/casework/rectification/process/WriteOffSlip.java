package io.casework.rectification.process;

import io.casework.rectification.Slips;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The slip is written off (AS-REC-04). */
@Component
@ProcedureBean("工作联系单销项")
class WriteOffSlip extends CaseDelegate {

    private final Slips slips;

    WriteOffSlip(Slips slips) {
        this.slips = slips;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        slips.writeOff(step.caseNumber(), step.actor());
        return Map.of("outcome", "DONE");
    }
}
