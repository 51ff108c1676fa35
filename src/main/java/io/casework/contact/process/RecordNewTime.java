package io.casework.contact.process;

import io.casework.contact.WorkOrders;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A new time was agreed with the customer, or the customer gave up. */
@Component
@ProcedureBean("登记改约或客户取消")
class RecordNewTime extends CaseDelegate {

    private final WorkOrders orders;

    RecordNewTime(WorkOrders orders) {
        this.orders = orders;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        orders.agreeAnew(step.caseNumber(), step.answers(), step.actor());
        return step.answers().yes("customerCancels") ? Map.of("outcome", "CANCELLED") : Map.of();
    }
}
