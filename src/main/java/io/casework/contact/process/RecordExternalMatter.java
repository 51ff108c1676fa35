package io.casework.contact.process;

import io.casework.contact.ExternalMatters;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The other-category record has been filled in (AS-EXT-02). */
@Component
@ProcedureBean("登记其他类处理记录")
class RecordExternalMatter extends CaseDelegate {

    private final ExternalMatters matters;

    RecordExternalMatter(ExternalMatters matters) {
        this.matters = matters;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        matters.open(step.caseNumber(), step.answers(), step.actor());
        return Map.of();
    }
}
