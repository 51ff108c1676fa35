package io.casework.repair.process;

import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import io.casework.repair.RepairOrders;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Files the joint inspection; answers whether the work has passed. */
@Component("recordInspection")
@ProcedureBean("登记竣工检验")
class RecordInspection extends CaseDelegate {

    private final RepairOrders orders;

    RecordInspection(RepairOrders orders) {
        this.orders = orders;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        return Map.of("inspectionPassed", orders.inspect(step.caseNumber(), step.answers(), step.actor()));
    }
}
