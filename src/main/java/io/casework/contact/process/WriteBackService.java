package io.casework.contact.process;

import io.casework.contact.SpecialServices;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The outcome goes back into the call and visit record; a customer whose request was declined is still to be told why. */
@Component
@ProcedureBean("把特约服务的结果写回登记表")
class WriteBackService extends CaseDelegate {

    private final SpecialServices services;

    WriteBackService(SpecialServices services) {
        this.services = services;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        services.writeBack(step.caseNumber());
        String result = step.textFact("serviceResult");
        boolean declined = "DECLINED".equals(result);
        return Map.of("customerReplied", !declined, "outcome", declined ? "DECLINED" : "WITHDRAWN".equals(result) ? "CANCELLED" : "DONE");
    }
}
