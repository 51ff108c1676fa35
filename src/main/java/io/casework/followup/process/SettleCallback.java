package io.casework.followup.process;

import io.casework.followup.Callbacks;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Closes a callback that the end of the procedure has overtaken. */
@Component
@ProcedureBean("流程结束时了结未完的回访（案件撤回）")
class SettleCallback extends CaseDelegate {

    private final Callbacks callbacks;

    SettleCallback(Callbacks callbacks) {
        this.callbacks = callbacks;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        callbacks.settle(step.caseNumber(), step.actor());
        return Map.of();
    }
}
