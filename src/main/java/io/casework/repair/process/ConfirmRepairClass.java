package io.casework.repair.process;

import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import io.casework.repair.Repairs;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The manager confirms class and executor; answers whether a cost is to be approved. */
@Component("confirmRepairClass")
@ProcedureBean("确认维修类别（A/B）和维修单位")
class ConfirmRepairClass extends CaseDelegate {

    private final Repairs repairs;

    ConfirmRepairClass(Repairs repairs) {
        this.repairs = repairs;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        boolean costNeeded = repairs.confirmClass(step.caseNumber(), step.answers(), step.actor());
        return Map.of("costNeeded", costNeeded, "executor", repairs.view(step.caseNumber()).executor());
    }
}
