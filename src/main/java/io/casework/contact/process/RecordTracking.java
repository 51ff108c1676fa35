package io.casework.contact.process;

import io.casework.contact.WorkOrders;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** An overdue repair was tracked (AS-OVD-02). */
@Component
@ProcedureBean("登记超时维修的跟踪")
class RecordTracking extends CaseDelegate {

    private final WorkOrders orders;

    RecordTracking(WorkOrders orders) {
        this.orders = orders;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        orders.track(step.caseNumber(), step.answers(), step.actor());
        return Map.of();
    }
}
