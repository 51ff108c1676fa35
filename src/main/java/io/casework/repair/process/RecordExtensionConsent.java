package io.casework.repair.process;

import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import io.casework.repair.RepairOrders;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Records whether the customer consents to a longer time. */
@Component("recordExtensionConsent")
@ProcedureBean("登记客户对延期的意见")
class RecordExtensionConsent extends CaseDelegate {

    private final RepairOrders orders;

    RecordExtensionConsent(RepairOrders orders) {
        this.orders = orders;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        return Map.of("extensionResult", orders.recordConsent(step.caseNumber(), step.answers(), step.actor()));
    }
}
