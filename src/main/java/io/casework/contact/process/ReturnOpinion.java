package io.casework.contact.process;

import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The matter is no matter of communication. */
@Component
@ProcedureBean("不属沟通类，退回重新分类")
class ReturnOpinion extends CaseDelegate {

    @Override
    protected Map<String, Object> carryOut(Step step) {
        return Map.of("outcome", "RECLASSIFY");
    }
}
