package io.casework.contact.process;

import io.casework.contact.CustomerReplies;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The outcome goes into the handling column (AS-SWO-03). */
@Component
@ProcedureBean("把处理情况写回登记表")
class WriteBackContact extends CaseDelegate {

    private final CustomerReplies replies;

    WriteBackContact(CustomerReplies replies) {
        this.replies = replies;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        replies.writeBack(step.caseNumber(), step.textFact("outcome"), step.actor());
        // Who was called back after the repair has been told how it ended.
        return Map.of("customerReplied", step.isFact("customerReplied") || step.fact("satisfaction") != null);
    }
}
