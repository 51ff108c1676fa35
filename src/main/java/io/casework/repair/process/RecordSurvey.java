package io.casework.repair.process;

import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import io.casework.repair.RepairSurveys;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Files the survey countersign form; answers what it led to. */
@Component("recordSurvey")
@ProcedureBean("登记现场勘察会签表")
class RecordSurvey extends CaseDelegate {

    private final RepairSurveys surveys;

    RecordSurvey(RepairSurveys surveys) {
        this.surveys = surveys;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        return SurveyFacts.of(surveys.record(step.caseNumber(), step.answers(), step.actor()));
    }
}
