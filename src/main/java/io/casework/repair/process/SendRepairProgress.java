package io.casework.repair.process;

import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import io.casework.repair.RepairProgress;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Gives the customer an interim answer. */
@Component("sendRepairProgress")
@ProcedureBean("告知客户维修进展（无电话的转客服人员）")
class SendRepairProgress extends CaseDelegate {

    private final RepairProgress progress;

    SendRepairProgress(RepairProgress progress) {
        this.progress = progress;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        progress.tellCustomer(step.caseNumber());
        return Map.of();
    }
}
