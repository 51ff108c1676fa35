package io.casework.contact.process;

import io.casework.contact.ContactRegister;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The customer has taken the matter back: case, children and category records end. */
@Component
@ProcedureBean("撤回案件和子案件（随撤回消息触发）")
class CloseWithdrawnCase extends CaseDelegate {

    private final ContactRegister register;

    CloseWithdrawnCase(ContactRegister register) {
        this.register = register;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        register.withdraw(step.caseNumber(), step.textFact("withdrawnBy"), step.textFact("withdrawReason"), step.actor());
        return Map.of();
    }
}
