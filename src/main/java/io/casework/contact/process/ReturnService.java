package io.casework.contact.process;

import io.casework.contact.SpecialServices;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The request is no special service. */
@Component
@ProcedureBean("不属特约服务，退回重新分类")
class ReturnService extends CaseDelegate {

    private final SpecialServices services;

    ReturnService(SpecialServices services) {
        this.services = services;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        String why = services.latest(step.caseNumber()).map(SpecialServices.Request::resultNote).orElse("");
        String reason = "不属特约服务：" + why;
        return Map.of("outcome", "RECLASSIFY", "reclassifyReason", reason.length() > 250 ? reason.substring(0, 250) : reason);
    }
}
