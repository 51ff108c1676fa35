package io.casework.contact.process;

import io.casework.contact.ExternalMatters;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The external unit has done something, or not (AS-EXT-04). */
@Component
@ProcedureBean("登记外联单位的处理情况")
class RecordExternalProgress extends CaseDelegate {

    private final ExternalMatters matters;

    RecordExternalProgress(ExternalMatters matters) {
        this.matters = matters;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        return Map.of("stipulatedTime", matters.progress(step.caseNumber(), step.answers(), step.actor()));
    }
}
