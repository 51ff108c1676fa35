package io.casework.contact.process;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.contact.ContactRegister;
import io.casework.contact.ContactView;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Opens the case and enters the register line (AS-INT-01, AS-INT-14). */
@Component
@ProcedureBean("登记来电来访：开案、编号、查找客户和房号")
class RegisterContact extends CaseDelegate {

    private final ContactRegister register;
    private final CaseFiles cases;

    RegisterContact(ContactRegister register, CaseFiles cases) {
        this.register = register;
        this.cases = cases;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        ContactView line = register.register(step.site(), step.answers(), step.actor());
        CaseView opened = cases.view(line.caseNumber());
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put(CASE_NUMBER, line.caseNumber());
        facts.put("customerName", opened.customerName());
        facts.put("unitName", opened.unitName());
        facts.put("customerMatched", line.isIdentified());
        facts.put("answered", line.isAnswered());
        facts.put("customerReplied", line.isAnswered());
        facts.put("outcome", line.isAnswered() ? "DONE" : "");
        return facts;
    }
}
