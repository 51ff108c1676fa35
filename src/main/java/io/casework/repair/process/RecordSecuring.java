package io.casework.repair.process;

import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import io.casework.repair.Repairs;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes down the securing measure at an emergency. */
@Component("recordSecuring")
@ProcedureBean("登记紧急处置措施及开始时间")
class RecordSecuring extends CaseDelegate {

    private final Repairs repairs;

    RecordSecuring(Repairs repairs) {
        this.repairs = repairs;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        repairs.secured(step.caseNumber(), step.answers(), step.actor());
        return Map.of("securingDue", false);
    }
}
