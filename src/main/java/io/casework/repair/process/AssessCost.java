package io.casework.repair.process;

import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import io.casework.repair.RepairCosts;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Sums what counts for the tier of a cost. */
@Component("assessCost")
@ProcedureBean("累计同一房号同一项目的费用（防止拆分）")
class AssessCost extends CaseDelegate {

    private final RepairCosts costs;

    AssessCost(RepairCosts costs) {
        this.costs = costs;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        RepairCosts.Considered considered = costs.assess(step.caseNumber(), step.actor());
        return Map.of("costConsidered", considered.sum(), "reviewAboveTier2", considered.reviewAboveTier2(),
                "approvalLimit", considered.emergency() ? "cost-emergency" : "cost-approval");
    }
}
