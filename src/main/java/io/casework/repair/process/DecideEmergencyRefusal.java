package io.casework.repair.process;

import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import io.casework.repair.Repairs;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What follows from an emergency cost that was refused after the work had begun. */
@Component("decideEmergencyRefusal")
@ProcedureBean("登记经理对未批准的紧急处置费用的决定")
class DecideEmergencyRefusal extends CaseDelegate {

    private final Repairs repairs;

    DecideEmergencyRefusal(Repairs repairs) {
        this.repairs = repairs;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        return Map.of("emergencyDecision", repairs.decideEmergencyRefusal(step.caseNumber(), step.answers(), step.actor()));
    }
}
