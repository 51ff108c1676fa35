package io.casework.repair.process;

import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import io.casework.repair.RepairCosts;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Puts on record who reviews and approves, and tells the first of them. */
@Component("submitForApproval")
@ProcedureBean("按决策结果提交复核和审批")
class SubmitForApproval extends CaseDelegate {

    private final RepairCosts costs;

    SubmitForApproval(RepairCosts costs) {
        this.costs = costs;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        Map<String, Object> path = new HashMap<>();
        path.put("tier", step.textFact("costTier"));
        path.put("reviewPost", step.textFact("reviewPost"));
        path.put("approverPost", step.textFact("approverPost"));
        return Map.of("reviewNeeded", costs.path(step.caseNumber(), path, step.actor()));
    }
}
