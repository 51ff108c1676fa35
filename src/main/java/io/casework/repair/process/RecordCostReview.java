package io.casework.repair.process;

import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import io.casework.repair.RepairCosts;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The review of price and technique; a refusal ends the approval. */
@Component("recordCostReview")
@ProcedureBean("登记费用复核意见")
class RecordCostReview extends CaseDelegate {

    private final RepairCosts costs;

    RecordCostReview(RepairCosts costs) {
        this.costs = costs;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        boolean agreed = costs.review(step.caseNumber(), step.answers(), step.actor());
        return agreed ? Map.of("reviewAgreed", true) : Map.of("reviewAgreed", false, "costApproved", false);
    }
}
