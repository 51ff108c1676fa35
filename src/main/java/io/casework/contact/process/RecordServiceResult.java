package io.casework.contact.process;

import io.casework.contact.SpecialServices;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Task_ProvideService: provided, declined, given up, or something else after all (AS-SPC-01). */
@Component
@ProcedureBean("登记特约服务的结果")
class RecordServiceResult extends CaseDelegate {

    private final SpecialServices services;

    RecordServiceResult(SpecialServices services) {
        this.services = services;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        services.settle(step.caseNumber(), step.answers(), step.actor());
        return Map.of();
    }
}
