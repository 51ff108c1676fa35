package io.casework.contact.process;

import io.casework.contact.WorkOrders;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The equipment department reports on its visit (AS-SWO-02). */
@Component
@ProcedureBean("登记上门维修结果")
class RecordWork extends CaseDelegate {

    private final WorkOrders orders;

    RecordWork(WorkOrders orders) {
        this.orders = orders;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        orders.report(step.caseNumber(), step.answers(), step.actor());
        return Map.of();
    }
}
