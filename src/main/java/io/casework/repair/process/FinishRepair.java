package io.casework.repair.process;

import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import io.casework.repair.Repairs;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Ends the repair; a repair that is a case of its own is written off. */
@Component("finishRepair")
@ProcedureBean("结束维修事项")
class FinishRepair extends CaseDelegate {

    private final Repairs repairs;

    FinishRepair(Repairs repairs) {
        this.repairs = repairs;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        Object satisfaction = step.fact("satisfaction");
        repairs.finish(step.caseNumber(), "DONE", null, satisfaction instanceof Number number ? number.intValue() : null, step.actor());
        return Map.of("outcome", "DONE");
    }
}
