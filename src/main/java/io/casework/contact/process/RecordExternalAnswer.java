package io.casework.contact.process;

import io.casework.contact.ExternalMatters;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The customer has been answered (AS-EXT-04, AS-INT-04). */
@Component
@ProcedureBean("登记对客户的答复")
class RecordExternalAnswer extends CaseDelegate {

    private final ExternalMatters matters;

    RecordExternalAnswer(ExternalMatters matters) {
        this.matters = matters;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        return Map.of("stipulatedTime", matters.answer(step.caseNumber(), step.answers(), step.actor()), "customerReplied", true);
    }
}
