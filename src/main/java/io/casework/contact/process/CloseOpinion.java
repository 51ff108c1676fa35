package io.casework.contact.process;

import io.casework.contact.Opinions;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The opinion is answered or noted as an improvement; its record is closed. */
@Component
@ProcedureBean("沟通类记录销项")
class CloseOpinion extends CaseDelegate {

    private final Opinions opinions;

    CloseOpinion(Opinions opinions) {
        this.opinions = opinions;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        opinions.close(step.caseNumber(), step.actor());
        return Map.of("outcome", "DONE");
    }
}
