package io.casework.contact.process;

import io.casework.contact.Opinions;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Opinions of one topic have come together: the management office is told (AS-COM-03). */
@Component
@ProcedureBean("把集中的意见报管理处")
class ReportCluster extends CaseDelegate {

    private final Opinions opinions;

    ReportCluster(Opinions opinions) {
        this.opinions = opinions;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        opinions.report(step.caseNumber(), step.actor());
        return Map.of();
    }
}
