package io.casework.rectification.process;

import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import io.casework.rectification.Slips;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The signed slip goes out (AS-REC-03). */
@Component
@ProcedureBean("发出工作联系单并通知项目部")
class IssueSlip extends CaseDelegate {

    private final Slips slips;

    IssueSlip(Slips slips) {
        this.slips = slips;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        slips.issue(step.caseNumber(), step.actor());
        return Map.of();
    }
}
