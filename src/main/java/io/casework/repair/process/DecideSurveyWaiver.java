package io.casework.repair.process;

import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import io.casework.repair.RepairSurveys;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The manager lets a survey stand without a missing party, or has it repeated. */
@Component("decideSurveyWaiver")
@ProcedureBean("登记经理对缺席单位的决定")
class DecideSurveyWaiver extends CaseDelegate {

    private final RepairSurveys surveys;

    DecideSurveyWaiver(RepairSurveys surveys) {
        this.surveys = surveys;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        return SurveyFacts.of(surveys.decideWaiver(step.caseNumber(), step.answers(), step.actor()));
    }
}
