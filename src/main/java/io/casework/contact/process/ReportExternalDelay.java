package io.casework.contact.process;

import io.casework.contact.ExternalMatters;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The external unit let its own time pass (AS-EXT-03). */
@Component
@ProcedureBean("外联单位逾期：记入案件并通知主管")
class ReportExternalDelay extends CaseDelegate {

    private final ExternalMatters matters;

    ReportExternalDelay(ExternalMatters matters) {
        this.matters = matters;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        matters.delay(step.caseNumber(), step.actor());
        return Map.of();
    }
}
