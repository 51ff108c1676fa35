package io.casework.repair.process;

import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import io.casework.repair.RepairOrders;
import io.casework.repair.Repairs;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The manager decides after repeated refusals, or when the customer could not be met. */
@Component("decideRework")
@ProcedureBean("登记经理对多次未通过的决定")
class DecideRework extends CaseDelegate {

    private final RepairOrders orders;
    private final Repairs repairs;

    DecideRework(RepairOrders orders, Repairs repairs) {
        this.orders = orders;
        this.repairs = repairs;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        String decision = orders.decideRework(step.caseNumber(), step.answers(), step.actor());
        return Map.of("reworkDecision", decision, "executor", repairs.view(step.caseNumber()).executor());
    }
}
