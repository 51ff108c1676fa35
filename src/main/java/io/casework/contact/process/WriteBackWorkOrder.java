package io.casework.contact.process;

import io.casework.contact.WorkOrders;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The result goes into the handling column (AS-SWO-03). */
@Component
@ProcedureBean("把结果写回处理情况")
class WriteBackWorkOrder extends CaseDelegate {

    private final WorkOrders orders;

    WriteBackWorkOrder(WorkOrders orders) {
        this.orders = orders;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        orders.writeBack(step.caseNumber(), step.answers(), step.actor());
        return Map.of();
    }
}
