package io.casework.complaint.process;

import io.casework.complaint.ComplaintHandling;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The handling so far of an overdue complaint (AS-CMP-08). */
@Component
@ProcedureBean("登记超期投诉的处理经过")
class RecordProcessSoFar extends CaseDelegate {

    private final ComplaintHandling handling;

    RecordProcessSoFar(ComplaintHandling handling) {
        this.handling = handling;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        handling.noteProcess(step.caseNumber(), step.answers(), step.actor());
        return Map.of();
    }
}
