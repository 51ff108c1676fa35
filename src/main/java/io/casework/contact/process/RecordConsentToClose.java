package io.casework.contact.process;

import io.casework.contact.CustomerReplies;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Task_ConsentToClose: the manager's word on closing without having reached the customer (AMB-93). */
@Component
@ProcedureBean("登记经理对联系不上结案的意见")
class RecordConsentToClose extends CaseDelegate {

    private final CustomerReplies replies;

    RecordConsentToClose(CustomerReplies replies) {
        this.replies = replies;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        replies.consent(step.caseNumber(), step.answers(), step.actor());
        return Map.of();
    }
}
