package io.casework.repair.process;

import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import io.casework.repair.RepairCosts;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Enters an estimate; answers its sum and whether the approval may follow the work (emergency). */
@Component("recordEstimate")
@ProcedureBean("登记维修预算")
class RecordEstimate extends CaseDelegate {

    private final RepairCosts costs;

    RecordEstimate(RepairCosts costs) {
        this.costs = costs;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        RepairCosts.Estimate estimate = costs.estimate(step.caseNumber(), step.answers(), step.actor());
        return Map.of("estimate", estimate.amount(), "approvedAfterwards", estimate.approvedAfterwards());
    }
}
