package io.casework.contact.process;

import io.casework.contact.ContactRegister;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Task_AnswerEnquiry: the answer, the channel shown, or the question for the group centre (AS-CNS). */
@Component
@ProcedureBean("登记咨询的答复")
class RecordEnquiryAnswer extends CaseDelegate {

    private final ContactRegister register;

    RecordEnquiryAnswer(ContactRegister register) {
        this.register = register;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        register.answer(step.caseNumber(), step.answers(), step.actor());
        return Map.of("customerReplied", !"CENTRE".equals(step.answers().text("enquiryResult")), "outcome", "DONE");
    }
}
