package io.casework.complaint.process;

import io.casework.complaint.ComplaintHandling;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What came of the repair. */
@Component
@ProcedureBean("登记维修结果；nextStep=REPLY，不属公司责任时 ASSESS")
class RecordRepairOutcome extends CaseDelegate {

    private final ComplaintHandling handling;

    RecordRepairOutcome(ComplaintHandling handling) {
        this.handling = handling;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        String limitKey = handling.repaired(step.caseNumber(), step.textFact("repairOutcome"), step.actor());
        return limitKey == null ? Map.of("nextStep", "ASSESS") : Map.of("nextStep", "REPLY", "limitKey", limitKey);
    }
}
