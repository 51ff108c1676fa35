package io.casework.complaint.process;

import io.casework.casefile.CaseView;
import io.casework.complaint.ComplaintHandling;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Opens the repair as a child case (AS-CMP-09). */
@Component
@ProcedureBean("转出维修子案件；给出 repairCaseNumber、urgency、repairClassHint")
class OpenRepairCase extends CaseDelegate {

    private final ComplaintHandling handling;

    OpenRepairCase(ComplaintHandling handling) {
        this.handling = handling;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        CaseView child = handling.openRepair(step.caseNumber(), step.actor());
        return Map.of("repairCaseNumber", child.number(), "urgency", child.urgency(), "repairClassHint", "");
    }
}
