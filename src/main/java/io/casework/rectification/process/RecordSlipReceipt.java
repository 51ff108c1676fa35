package io.casework.rectification.process;

import io.casework.rectification.Slips;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The project department has signed for receipt, or returned the slip (AS-REC-03). */
@Component
@ProcedureBean("登记项目部签收或退回")
class RecordSlipReceipt extends CaseDelegate {

    private final Slips slips;

    RecordSlipReceipt(Slips slips) {
        this.slips = slips;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        slips.receive(step.caseNumber(), step.answers(), step.actor());
        return Map.of();
    }
}
