package io.casework.contact.process;

import io.casework.contact.Opinions;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Task_PlanMeasures: prevention and response (AS-COM-04). */
@Component
@ProcedureBean("登记预防和应对措施")
class RecordOpinionMeasures extends CaseDelegate {

    private final Opinions opinions;

    RecordOpinionMeasures(Opinions opinions) {
        this.opinions = opinions;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        opinions.plan(step.caseNumber(), step.answers(), step.actor());
        return Map.of();
    }
}
