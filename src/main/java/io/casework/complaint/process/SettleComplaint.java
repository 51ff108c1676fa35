package io.casework.complaint.process;

import io.casework.complaint.ComplaintHandling;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Closes a complaint that the end of the procedure has overtaken. */
@Component
@ProcedureBean("流程结束时了结未完的投诉（案件撤回）")
class SettleComplaint extends CaseDelegate {

    private final ComplaintHandling handling;

    SettleComplaint(ComplaintHandling handling) {
        this.handling = handling;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        handling.settle(step.caseNumber());
        return Map.of();
    }
}
