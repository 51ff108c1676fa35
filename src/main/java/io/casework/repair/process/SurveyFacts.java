package io.casework.repair.process;

import io.casework.repair.RepairSurveys;
import java.util.Map;

/** The facts that follow from a survey. */
final class SurveyFacts {

    private SurveyFacts() {
    }

    static Map<String, Object> of(RepairSurveys.Outcome outcome) {
        return outcome == RepairSurveys.Outcome.NOT_OURS
                ? Map.of("surveyOutcome", outcome, "outcome", "NOT_COMPANY")
                : Map.of("surveyOutcome", outcome);
    }
}
