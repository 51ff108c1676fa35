package io.casework.followup.process;

import io.casework.followup.AttemptOutcome;
import io.casework.followup.Callbacks;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The manager consents to give up, or asks for another round (AMB-93). */
@Component
@ProcedureBean("记录经理对联系不上的决定；同意时给出 callbackResult=UNREACHABLE，不同意时给出 nextAttemptAt")
class DecideUnreachable extends CaseDelegate {

    private final Callbacks callbacks;

    DecideUnreachable(Callbacks callbacks) {
        this.callbacks = callbacks;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        AttemptOutcome outcome = callbacks.decideUnreachable(step.caseNumber(), step.answers(), step.actor());
        return outcome.again() ? Map.of("nextAttemptAt", outcome.nextAttemptAt()) : Map.of("callbackResult", outcome.result());
    }
}
