package io.casework.repair.process;

import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import io.casework.repair.RepairOrders;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The customer's section of the dispatch order. */
@Component("recordCustomerSign")
@ProcedureBean("登记客户签字和意见")
class RecordCustomerSign extends CaseDelegate {

    private final RepairOrders orders;

    RecordCustomerSign(RepairOrders orders) {
        this.orders = orders;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        return Map.of("signResult", orders.sign(step.caseNumber(), step.answers(), step.actor()));
    }
}
