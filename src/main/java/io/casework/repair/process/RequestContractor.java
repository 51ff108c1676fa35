package io.casework.repair.process;

import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import io.casework.repair.RepairOrders;
import io.casework.repair.RepairView;
import io.casework.repair.Repairs;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Asks the contractor in writing; the limit runs from now. */
@Component("requestContractor")
@ProcedureBean("登记对施工单位的书面维修要求，期限自要求起算")
class RequestContractor extends CaseDelegate {

    private final RepairOrders orders;
    private final Repairs repairs;

    RequestContractor(RepairOrders orders, Repairs repairs) {
        this.orders = orders;
        this.repairs = repairs;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        orders.requestContractor(step.caseNumber(), step.answers(), step.actor());
        RepairView repair = repairs.view(step.caseNumber());
        return Map.of("executor", repair.executor(), "costNeeded", "B".equals(repair.orderClass()));
    }
}
