package io.casework.contact.process;

import io.casework.contact.ExternalMatters;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The supervisor has decided on a refusal (AS-EXT-04). */
@Component
@ProcedureBean("登记主管对推诿的决定")
class RecordRefusalDecision extends CaseDelegate {

    private final ExternalMatters matters;

    RecordRefusalDecision(ExternalMatters matters) {
        this.matters = matters;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        return Map.of("stipulatedTime", matters.decide(step.caseNumber(), step.answers(), step.actor()));
    }
}
