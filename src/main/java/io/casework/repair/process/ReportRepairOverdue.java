package io.casework.repair.process;

import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import io.casework.repair.RepairOrders;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The limit of the work is broken. */
@Component("reportRepairOverdue")
@ProcedureBean("维修超过时限：记录并通知维修队长（施工单位为工程材料部）和经理")
class ReportRepairOverdue extends CaseDelegate {

    private final RepairOrders orders;

    ReportRepairOverdue(RepairOrders orders) {
        this.orders = orders;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        orders.reportOverdue(step.caseNumber());
        return Map.of();
    }
}
