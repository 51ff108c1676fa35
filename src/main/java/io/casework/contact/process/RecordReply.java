package io.casework.contact.process;

import io.casework.contact.CustomerReplies;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Task_ReplyToCustomer: one attempt to tell the customer the outcome (AS-INT-04). */
@Component
@ProcedureBean("登记对客户的回复")
class RecordReply extends CaseDelegate {

    private final CustomerReplies replies;

    RecordReply(CustomerReplies replies) {
        this.replies = replies;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        return Map.of("replyState", replies.reply(step.caseNumber(), step.answers(), step.actor()));
    }
}
