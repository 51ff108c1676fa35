package io.casework.contact.process;

import io.casework.contact.WorkOrders;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The matter is not one of the equipment department (AS-INT-05). */
@Component
@ProcedureBean("服务工作单退回重新分类")
class ReturnWorkOrder extends CaseDelegate {

    private final WorkOrders orders;

    ReturnWorkOrder(WorkOrders orders) {
        this.orders = orders;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        orders.giveBack(step.caseNumber(), step.actor());
        return Map.of("outcome", "RECLASSIFY", "reclassifyReason", "不属设备管理部职责");
    }
}
