package io.casework.followup.process;

import io.casework.followup.AttemptOutcome;
import io.casework.followup.Callbacks;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Records an attempt to reach the customer, and what the customer said. */
@Component
@ProcedureBean("记录一次回访；给出事实 callbackResult、satisfaction、attempts、tryAgain、nextAttemptAt")
class RecordCallback extends CaseDelegate {

    private final Callbacks callbacks;

    RecordCallback(Callbacks callbacks) {
        this.callbacks = callbacks;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        AttemptOutcome outcome = callbacks.attempted(step.caseNumber(), step.answers(), step.actor());
        Map<String, Object> facts = new HashMap<>();
        facts.put("callbackResult", outcome.result());
        facts.put("satisfaction", outcome.satisfaction());
        facts.put("attempts", outcome.attempts());
        facts.put("tryAgain", outcome.again());
        facts.put("nextAttemptAt", outcome.nextAttemptAt());
        return facts;
    }
}
