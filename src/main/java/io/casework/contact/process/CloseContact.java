package io.casework.contact.process;

import io.casework.contact.CustomerReplies;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes the matter off with the words of the completion column (AS-SWO-04). */
@Component
@ProcedureBean("写“已完成”销项：扩展属性 outcome、completion 可改结果代码和完成情况")
class CloseContact extends CaseDelegate {

    private final CustomerReplies replies;

    CloseContact(CustomerReplies replies) {
        this.replies = replies;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        String outcome = step.textFact("outcome");
        replies.close(step.caseNumber(), step.property("outcome").orElse(outcome == null || outcome.isBlank() ? "DONE" : outcome),
                step.property("completion").orElse("已完成"), step.actor());
        return Map.of();
    }
}
