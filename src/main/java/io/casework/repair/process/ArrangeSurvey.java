package io.casework.repair.process;

import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import io.casework.repair.RepairSurveys;
import io.casework.repair.RepairView;
import io.casework.repair.Repairs;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Calls the survey party together; answers whether an emergency still has to be secured. */
@Component("arrangeSurvey")
@ProcedureBean("安排现场勘察：确定应到单位并通知")
class ArrangeSurvey extends CaseDelegate {

    private final RepairSurveys surveys;
    private final Repairs repairs;

    ArrangeSurvey(RepairSurveys surveys, Repairs repairs) {
        this.surveys = surveys;
        this.repairs = repairs;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        surveys.arrange(step.caseNumber(), step.answers(), step.actor());
        RepairView repair = repairs.view(step.caseNumber());
        return Map.of("securingDue", repair.emergency() && repair.securingBeganAt() == null);
    }
}
