package io.casework.repair.process;

import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import io.casework.repair.RepairOrders;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Counts a refusal; answers whether the manager has to decide. */
@Component("countRefusal")
@ProcedureBean("累计检验不合格、拒签和回访不满意的次数")
class CountRefusal extends CaseDelegate {

    private final RepairOrders orders;

    CountRefusal(RepairOrders orders) {
        this.orders = orders;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        boolean dissatisfied = "DISSATISFIED".equals(step.textFact("callbackResult"));
        return Map.of("managerDecides", orders.countRefusal(step.caseNumber(), dissatisfied, step.actor()));
    }
}
