package io.casework.repair.process;

import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import io.casework.repair.RepairOrders;
import io.casework.repair.RepairView;
import io.casework.repair.Repairs;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The contractor has not performed: ask again, or repair at the cost of the company. */
@Component("decideContractorDefault")
@ProcedureBean("登记经理对施工单位未履行的决定")
class DecideContractorDefault extends CaseDelegate {

    private final RepairOrders orders;
    private final Repairs repairs;

    DecideContractorDefault(RepairOrders orders, Repairs repairs) {
        this.orders = orders;
        this.repairs = repairs;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        String decision = orders.decideDefault(step.caseNumber(), step.answers(), step.actor());
        RepairView repair = repairs.view(step.caseNumber());
        return Map.of("defaultDecision", decision, "executor", repair.executor(), "costNeeded", "B".equals(repair.orderClass()));
    }
}
