package io.casework.contact.process;

import io.casework.contact.WorkOrders;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The agreed time has passed (AS-OVD-01). */
@Component
@ProcedureBean("超过约定时间：转入工程类处理记录并通知")
class TransferOverdueWorkOrder extends CaseDelegate {

    private final WorkOrders orders;

    TransferOverdueWorkOrder(WorkOrders orders) {
        this.orders = orders;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        orders.transferOverdue(step.caseNumber(), step.actor());
        return Map.of();
    }
}
