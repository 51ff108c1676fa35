package io.casework.repair.process;

import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import io.casework.repair.RepairOrders;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Issues the dispatch order to the repair team; the limit runs from now. */
@Component("issueDispatchOrder")
@ProcedureBean("签发工程派工单，期限自签发起算")
class IssueDispatchOrder extends CaseDelegate {

    private final RepairOrders orders;

    IssueDispatchOrder(RepairOrders orders) {
        this.orders = orders;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        orders.issue(step.caseNumber(), step.answers(), step.actor());
        return Map.of("executor", "REPAIR_TEAM");
    }
}
