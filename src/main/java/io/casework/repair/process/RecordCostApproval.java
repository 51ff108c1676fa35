package io.casework.repair.process;

import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import io.casework.repair.RepairCosts;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The approval; answers the approved amount. */
@Component("recordCostApproval")
@ProcedureBean("登记费用审批结果")
class RecordCostApproval extends CaseDelegate {

    private final RepairCosts costs;

    RecordCostApproval(RepairCosts costs) {
        this.costs = costs;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        RepairCosts.Approval approval = costs.approve(step.caseNumber(), step.answers(), step.actor());
        return approval.approved() ? Map.of("costApproved", true, "approvedAmount", approval.approvedAmount()) : Map.of("costApproved", false);
    }
}
