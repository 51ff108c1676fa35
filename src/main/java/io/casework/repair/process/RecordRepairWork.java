package io.casework.repair.process;

import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import io.casework.repair.RepairOrders;
import io.casework.repair.Repairs;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What the team, or the engineering department for a contractor, says of the work. */
@Component("recordRepairWork")
@ProcedureBean("登记维修结果：完工、需延期或不能承担")
class RecordRepairWork extends CaseDelegate {

    private final RepairOrders orders;
    private final Repairs repairs;

    RecordRepairWork(RepairOrders orders, Repairs repairs) {
        this.orders = orders;
        this.repairs = repairs;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        orders.work(step.caseNumber(), step.answers(), step.actor());
        return Map.of("workResult", step.answers().text("workResult"), "executor", repairs.view(step.caseNumber()).executor());
    }
}
