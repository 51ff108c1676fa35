package io.casework.rectification.process;

import io.casework.rectification.Slips;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The project department has confirmed the work (AS-REC-04). */
@Component
@ProcedureBean("登记整改和确认签字")
class RecordRectification extends CaseDelegate {

    private final Slips slips;

    RecordRectification(Slips slips) {
        this.slips = slips;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        slips.rectify(step.caseNumber(), step.answers(), step.actor());
        return Map.of();
    }
}
