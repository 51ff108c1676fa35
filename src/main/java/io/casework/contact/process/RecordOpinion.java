package io.casework.contact.process;

import io.casework.contact.Opinions;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Task_RecordOpinion: the communication-category record, or back to classification (AS-COM-01). */
@Component
@ProcedureBean("登记沟通类处理记录，统计意见是否集中")
class RecordOpinion extends CaseDelegate {

    private final Opinions opinions;

    RecordOpinion(Opinions opinions) {
        this.opinions = opinions;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        if ("RETURN".equals(step.answers().text("opinionHandling"))) {
            opinions.giveBack(step.caseNumber(), step.answers().text("returnReason"), step.actor());
            return Map.of("reclassifyReason", step.answers().text("returnReason"));
        }
        return Map.of("clusterFound", opinions.open(step.caseNumber(), step.answers(), step.actor()));
    }
}
