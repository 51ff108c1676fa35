package io.casework.rectification.process;

import io.casework.rectification.Slips;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The director has signed or returned the slip (AS-REC-02). */
@Component
@ProcedureBean("登记主任签发或退回")
class RecordSlipVerification extends CaseDelegate {

    private final Slips slips;

    RecordSlipVerification(Slips slips) {
        this.slips = slips;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        slips.verify(step.caseNumber(), step.answers(), step.actor());
        return Map.of();
    }
}
