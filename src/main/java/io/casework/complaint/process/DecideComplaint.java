package io.casework.complaint.process;

import io.casework.complaint.Complaints;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Step 3: grade, responsible department and tracker are decided. */
@Component
@ProcedureBean("确定等级、责任部门和跟踪人；给出 responsiblePost、tracker、repairMatter、limitKey,nextStep=MAJOR 或 INVESTIGATE")
class DecideComplaint extends CaseDelegate {

    private final Complaints complaints;

    DecideComplaint(Complaints complaints) {
        this.complaints = complaints;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        Complaints.Decision decision = complaints.decide(step.caseNumber(), step.answers(), step.actor());
        Map<String, Object> facts = new HashMap<>();
        facts.put("nextStep", decision.major() ? "MAJOR" : "INVESTIGATE");
        facts.put("responsiblePost", decision.responsiblePost());
        facts.put("tracker", decision.tracker());
        facts.put("repairMatter", decision.repairMatter());
        facts.put("limitKey", decision.limitKey());
        return facts;
    }
}
