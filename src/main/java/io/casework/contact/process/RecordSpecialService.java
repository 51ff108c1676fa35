package io.casework.contact.process;

import io.casework.contact.SpecialServices;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Task_RecordRequest: what the customer asks for (AS-SPC-01). */
@Component
@ProcedureBean("登记特约服务")
class RecordSpecialService extends CaseDelegate {

    private final SpecialServices services;

    RecordSpecialService(SpecialServices services) {
        this.services = services;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        services.open(step.caseNumber(), step.answers(), step.actor());
        return Map.of();
    }
}
