package io.casework.repair.process;

import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import io.casework.repair.Repairs;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Leaves nothing open when the procedure ends before the repair. */
@Component("settleRepair")
@ProcedureBean("流程提前结束（如案件撤回）时了结维修事项")
class SettleRepair extends CaseDelegate {

    private final Repairs repairs;

    SettleRepair(Repairs repairs) {
        this.repairs = repairs;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        repairs.settle(step.caseNumber());
        return Map.of();
    }
}
