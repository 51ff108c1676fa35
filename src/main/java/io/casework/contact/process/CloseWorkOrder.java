package io.casework.contact.process;

import io.casework.contact.WorkOrders;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The order is done (AS-SWO-04). */
@Component
@ProcedureBean("服务工作单销项")
class CloseWorkOrder extends CaseDelegate {

    private final WorkOrders orders;

    CloseWorkOrder(WorkOrders orders) {
        this.orders = orders;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        orders.close(step.caseNumber(), step.actor());
        return Map.of("outcome", "DONE");
    }
}
