package io.casework.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.procedure.Decisions;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Rule;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every row and boundary of the tables that complaints ask. */
@CaseworkTest
class ComplaintDecisionsTest {

    @Autowired Decisions decisions;
    @Autowired ComplaintTables tables;

    @ParameterizedTest(name = "{0},{1},{2},{3},{4},{5},{6} customers: {7}")
    @CsvSource({
        "true,  false, false, false, false, false, 1, MAJOR",
        "false, true,  false, false, false, false, 1, MAJOR",
        "true,  true,  true,  true,  true,  true,  9, MAJOR",
        "false, false, true,  false, false, false, 1, IMPORTANT",
        "false, false, false, true,  false, false, 1, IMPORTANT",
        "false, false, false, false, true,  false, 1, IMPORTANT",
        "false, false, false, false, false, true,  1, IMPORTANT",
        "false, false, false, false, false, true,  5, IMPORTANT",
        "false, false, true,  false, false, false, 5, IMPORTANT",
        "false, false, false, false, false, false, 4, ORDINARY",
        "false, false, false, false, false, false, 5, HOT",
        "false, false, false, false, false, false, 6, HOT",
        "false, false, false, false, false, false, 1, ORDINARY"})
    @Rule({"AS-SEV-01", "AS-SEV-07"})
    void gradesFollowTheTableAndTheHeavierOneWins(boolean cannotHandle, boolean extremeHarm, boolean safety, boolean media, boolean legal, boolean repeated,
            int customers, ComplaintGrade grade) {
        ComplaintTables.Proposal proposal = tables.grade(new Complaint.Assessment("LEAK", ComplaintCause.ENGINEERING, "A", "无", cannotHandle, extremeHarm,
                safety, media, legal, false, null), customers, repeated);
        assertThat(proposal.grade()).isEqualTo(grade);
        assertThat(proposal.reason()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "ENGINEERING, false, engineering", "DESIGN, false, design", "MARKETING, false, sales", "PROPERTY, false, property-staff",
        "NEIGHBOUR, false, management-office", "OTHER, false, service-supervisor", "ENGINEERING, true, legal", "OTHER, true, legal"})
    @Rule({"AS-CMP-03", "AS-CMP-10", "AS-CMP-11", "AS-CMP-12", "AS-CMP-26", "AS-CMP-29", "AS-CMP-14"})
    void eachCauseHasItsDepartment(ComplaintCause cause, boolean legal, String post) {
        assertThat(tables.post(cause, legal)).isEqualTo(post);
    }

    @ParameterizedTest
    @EnumSource(ComplaintCause.class)
    @Rule("AS-SEV-02")
    void noCauseIsWithoutADepartment(ComplaintCause cause) {
        assertThat(tables.post(cause, false)).isNotBlank();
        assertThat(cause.label()).isNotBlank();
    }

    @Test
    @Rule("AS-SEV-01")
    void theGradesAreInTheOrderOfTheirWeight() {
        assertThat(ComplaintGrade.MAJOR.outweighs(ComplaintGrade.IMPORTANT)).isTrue();
        assertThat(ComplaintGrade.IMPORTANT.outweighs(ComplaintGrade.HOT)).isTrue();
        assertThat(ComplaintGrade.HOT.outweighs(ComplaintGrade.ORDINARY)).isTrue();
        assertThat(ComplaintGrade.ORDINARY.outweighs(ComplaintGrade.ORDINARY)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "complaint-accept, 2wh, STEP", "complaint-confirm, 1wd, STEP", "complaint-assess, 4wh, STEP", "complaint-decide, 4wh, STEP",
        "complaint-feedback, 3wd, STEP", "complaint-answer, 1wd, STEP", "complaint-interim, 3wd, CASE", "complaint-follow, 1wd, STEP",
        "complaint-week, 7d, CASE", "complaint-again, 7d, STEP", "complaint-process, 4wh, STEP", "complaint-reopen, 4wh, STEP",
        "complaint-analyse, 3wd, STEP", "complaint-measures, 4wh, STEP", "complaint-meeting, 2wd, STEP", "complaint-report, 5wd, STEP",
        "callback, 1wd, STEP", "callback-consent, 1wd, STEP"})
    @Rule({"AS-CMP-06", "AS-CMP-09", "AS-CBK-01"})
    void theLimitsStandInTheTableOfLimits(String key, String limit, String start) {
        assertThat(decisions.required("deadlines", Map.of("deadline", key)))
                .containsEntry("limit", limit).containsEntry("start", start).containsEntry("remindPercent", 75);
    }

    @ParameterizedTest
    @CsvSource({"grade.hot.days, 30", "grade.repeat.days, 30", "complaint.rounds, 2", "callback.attempts, 3", "callback.satisfied, 3"})
    void theSettingsHaveTheirDefaults(String key, String value) {
        assertThat(decisions.required("settings", Map.of("setting", key))).containsEntry("value", value);
    }
}
