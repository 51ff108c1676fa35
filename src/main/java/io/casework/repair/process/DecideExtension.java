package io.casework.repair.process;

import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import io.casework.repair.RepairOrders;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The manager decides on a further extension. */
@Component("decideExtension")
@ProcedureBean("登记经理对再次延期的决定")
class DecideExtension extends CaseDelegate {

    private final RepairOrders orders;

    DecideExtension(RepairOrders orders) {
        this.orders = orders;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        return Map.of("extensionResult", orders.decideExtension(step.caseNumber(), step.answers(), step.actor()));
    }
}
