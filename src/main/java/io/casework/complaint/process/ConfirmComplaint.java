package io.casework.complaint.process;

import io.casework.complaint.Complaints;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Step 2: facts and demand are confirmed (AS-EIG-02). */
@Component
@ProcedureBean("登记投诉确认；nextStep=ASSESS、RECLASSIFY 或 WITHDRAWN")
class ConfirmComplaint extends CaseDelegate {

    private final Complaints complaints;

    ConfirmComplaint(Complaints complaints) {
        this.complaints = complaints;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        return switch (complaints.confirm(step.caseNumber(), step.answers(), step.actor())) {
            case CONFIRMED -> Map.of("nextStep", "ASSESS");
            case ENQUIRY -> Map.of("nextStep", "RECLASSIFY", "outcome", "RECLASSIFY", "customerReplied", false,
                    "reclassifyReason", step.answers().text("reclassifyReason"));
            case WITHDRAWN -> Map.of("nextStep", "WITHDRAWN", "outcome", "WITHDRAWN", "customerReplied", true);
        };
    }
}
