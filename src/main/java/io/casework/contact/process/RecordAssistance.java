package io.casework.contact.process;

import io.casework.contact.Opinions;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Task_Assist: what came of the occasion (AS-COM-02). */
@Component
@ProcedureBean("登记协助沟通的情况")
class RecordAssistance extends CaseDelegate {

    private final Opinions opinions;

    RecordAssistance(Opinions opinions) {
        this.opinions = opinions;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        opinions.assist(step.caseNumber(), step.answers(), step.actor());
        return Map.of();
    }
}
