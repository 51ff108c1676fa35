package io.casework.contact.process;

import io.casework.contact.ExternalMatters;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The other-category record is closed. */
@Component
@ProcedureBean("其他类处理记录销项")
class CloseExternalMatter extends CaseDelegate {

    private final ExternalMatters matters;

    CloseExternalMatter(ExternalMatters matters) {
        this.matters = matters;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        matters.close(step.caseNumber(), step.actor());
        return Map.of("outcome", "DONE");
    }
}
