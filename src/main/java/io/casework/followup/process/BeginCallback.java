package io.casework.followup.process;

import io.casework.followup.CallbackKind;
import io.casework.followup.Callbacks;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A callback falls due (AS-CBK-01). */
@Component
@ProcedureBean("登记待回访：事实 callbackKind=REPAIR、COMPLAINT 或 WORK_ORDER")
class BeginCallback extends CaseDelegate {

    private final Callbacks callbacks;

    BeginCallback(Callbacks callbacks) {
        this.callbacks = callbacks;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        callbacks.begin(step.caseNumber(), CallbackKind.valueOf(step.textFact("callbackKind")), step.actor());
        return Map.of();
    }
}
