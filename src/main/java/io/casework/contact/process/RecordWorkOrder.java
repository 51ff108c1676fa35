package io.casework.contact.process;

import io.casework.contact.WorkOrders;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Task_FillWorkOrder has been filled in (AS-SWO-01). */
@Component
@ProcedureBean("登记服务工作单")
class RecordWorkOrder extends CaseDelegate {

    private final WorkOrders orders;

    RecordWorkOrder(WorkOrders orders) {
        this.orders = orders;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        orders.issue(step.caseNumber(), step.answers(), step.actor());
        return Map.of();
    }
}
