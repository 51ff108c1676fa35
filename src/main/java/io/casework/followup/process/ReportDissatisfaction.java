package io.casework.followup.process;

import io.casework.followup.Callbacks;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells the supervisor and the manager of a dissatisfied customer (AS-EIG-07). */
@Component
@ProcedureBean("通知客服主管和客户服务部经理：客户不满意")
class ReportDissatisfaction extends CaseDelegate {

    private final Callbacks callbacks;

    ReportDissatisfaction(Callbacks callbacks) {
        this.callbacks = callbacks;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        callbacks.reportDissatisfaction(step.caseNumber());
        return Map.of();
    }
}
