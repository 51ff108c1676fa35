package io.casework.repair.process;

import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import io.casework.repair.Repairs;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What happens after a refusal; giving up ends the repair. */
@Component("decideRefusedCost")
@ProcedureBean("费用未批准：修改预算或放弃维修")
class DecideRefusedCost extends CaseDelegate {

    private final Repairs repairs;

    DecideRefusedCost(Repairs repairs) {
        this.repairs = repairs;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        if (!"GIVE_UP".equals(step.answers().text("refusedDecision"))) {
            return Map.of("refusedDecision", "REVISE");
        }
        repairs.giveUp(step.caseNumber(), step.answers(), step.actor());
        return Map.of("refusedDecision", "GIVE_UP", "outcome", "CANCELLED");
    }
}
