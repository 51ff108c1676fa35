package io.casework.contact.process;

import io.casework.contact.CustomerReplies;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The customer does not accept the outcome (AS-INT-16). */
@Component
@ProcedureBean("客户不认可处理结果，继续办理")
class ReopenContact extends CaseDelegate {

    private final CustomerReplies replies;

    ReopenContact(CustomerReplies replies) {
        this.replies = replies;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        replies.reopen(step.caseNumber(), step.actor());
        return Map.of("customerReplied", false);
    }
}
