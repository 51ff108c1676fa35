package io.casework.contact.process;

import io.casework.contact.ContactRegister;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Task_AnswerByCentre: the group centre answers in place of the local unit, or gives the question back (AS-CNS-03). */
@Component
@ProcedureBean("登记集团客户关系中心的答复")
class RecordCentreAnswer extends CaseDelegate {

    private final ContactRegister register;

    RecordCentreAnswer(ContactRegister register) {
        this.register = register;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        register.answerByCentre(step.caseNumber(), step.answers(), step.actor());
        return Map.of("customerReplied", "REPLIED".equals(step.answers().text("centreResult")));
    }
}
