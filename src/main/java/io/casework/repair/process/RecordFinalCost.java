package io.casework.repair.process;

import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import io.casework.repair.RepairCosts;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Enters the final amount; answers whether it must be approved anew. */
@Component("recordFinalCost")
@ProcedureBean("登记实际费用，判断是否须重新审批")
class RecordFinalCost extends CaseDelegate {

    private final RepairCosts costs;

    RecordFinalCost(RepairCosts costs) {
        this.costs = costs;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        return Map.of("reapprove", costs.finalAmount(step.caseNumber(), step.answers(), step.actor()));
    }
}
