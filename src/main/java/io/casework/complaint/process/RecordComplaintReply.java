package io.casework.complaint.process;

import io.casework.complaint.ComplaintHandling;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Step 5: the customer is answered (AS-CMP-16). */
@Component
@ProcedureBean("登记对客户的答复；选短信时发出短信")
class RecordComplaintReply extends CaseDelegate {

    private final ComplaintHandling handling;

    RecordComplaintReply(ComplaintHandling handling) {
        this.handling = handling;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        handling.reply(step.caseNumber(), step.answers(), step.actor());
        return Map.of();
    }
}
