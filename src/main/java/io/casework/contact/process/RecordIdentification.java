package io.casework.contact.process;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.contact.ContactRegister;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Task_IdentifyCustomer: who the caller is (AS-INT-01). */
@Component
@ProcedureBean("登记核对的客户和房号")
class RecordIdentification extends CaseDelegate {

    private final ContactRegister register;
    private final CaseFiles cases;

    RecordIdentification(ContactRegister register, CaseFiles cases) {
        this.register = register;
        this.cases = cases;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        boolean settled = register.identify(step.caseNumber(), step.answers(), step.actor());
        CaseView identified = cases.view(step.caseNumber());
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("customerName", identified.customerName());
        facts.put("unitName", identified.unitName());
        facts.put("customerMatched", settled);
        return facts;
    }
}
