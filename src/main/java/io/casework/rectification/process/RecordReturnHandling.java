package io.casework.rectification.process;

import io.casework.rectification.Slips;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The clerk has dealt with a returned slip (AMB-27). */
@Component
@ProcedureBean("登记退回后的处理")
class RecordReturnHandling extends CaseDelegate {

    private final Slips slips;

    RecordReturnHandling(Slips slips) {
        this.slips = slips;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        slips.handleReturn(step.caseNumber(), step.answers(), step.actor());
        return "RECLASSIFY".equals(step.answers().text("returnHandling"))
                ? Map.of("outcome", "RECLASSIFY", "reclassifyReason", "工作联系单被退回：不属整改类") : Map.of();
    }
}
