package io.casework.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.organisation.Posts;
import io.casework.procedure.Decisions;
import io.casework.procedure.Settings;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Rule;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The decision tables of the intake, every row and every boundary. */
@CaseworkTest
class IntakeCategoryTest {

    @Autowired Decisions decisions;
    @Autowired Settings settings;
    @Autowired Posts posts;

    private Map<String, Object> decide(boolean complaint, String kind, String responsibility, String warranty, boolean team, String coordination, double days) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("complaint", complaint);
        inputs.put("kind", kind);
        inputs.put("responsibility", responsibility);
        inputs.put("warranty", warranty);
        inputs.put("repairTeam", team);
        inputs.put("coordination", coordination);
        inputs.put("expectedDays", days);
        inputs.put("minDays", settings.number("comm.minDays").doubleValue());
        return decisions.required(IntakeCategories.TABLE, inputs);
    }

    @ParameterizedTest(name = "{0}, {1}, team {2}: {3} {5}")
    @CsvSource({
        // responsibility, warranty, site has a repair team: category, rule, repair class
        "EXTERNAL,  IN,      true,  EXTERNAL,      AS-INT-08, ''",
        "EXTERNAL,  OUT,     false, EXTERNAL,      AS-INT-08, ''",
        "EXTERNAL,  UNKNOWN, false, EXTERNAL,      AS-INT-08, ''",
        "PROPERTY,  IN,      true,  WORK_ORDER,    AS-INT-06, ''",
        "PROPERTY,  OUT,     false, WORK_ORDER,    AS-INT-06, ''",
        "OTHER,     IN,      false, WORK_ORDER,    AS-INT-06, ''",
        "OTHER,     UNKNOWN, true,  WORK_ORDER,    AS-INT-06, ''",
        "DEVELOPER, IN,      true,  REPAIR,        AS-DSP-05, A",
        "UNKNOWN,   IN,      true,  REPAIR,        AS-DSP-05, A",
        "COMPANY,   IN,      true,  REPAIR,        AS-DSP-05, A",
        "DEVELOPER, IN,      false, RECTIFICATION, AS-INT-07, ''",
        "UNKNOWN,   IN,      false, RECTIFICATION, AS-INT-07, ''",
        "COMPANY,   IN,      false, RECTIFICATION, AS-INT-07, ''",
        "COMPANY,   OUT,     true,  REPAIR,        AS-DSP-05, B",
        "COMPANY,   OUT,     false, REPAIR,        AS-DSP-05, B",
        "DEVELOPER, OUT,     true,  WORK_ORDER,    AS-INT-06, ''",
        "UNKNOWN,   OUT,     false, WORK_ORDER,    AS-INT-06, ''",
        "COMPANY,   UNKNOWN, true,  REPAIR,        AS-DSP-05, ''",
        "COMPANY,   UNKNOWN, false, REPAIR,        AS-DSP-05, ''",
        "DEVELOPER, UNKNOWN, true,  REPAIR,        AS-DSP-05, ''",
        "DEVELOPER, UNKNOWN, false, RECTIFICATION, AS-INT-07, ''",
        "UNKNOWN,   UNKNOWN, true,  WORK_ORDER,    AS-INT-06, ''",
        "UNKNOWN,   UNKNOWN, false, WORK_ORDER,    AS-INT-06, ''"})
    @Rule({"AS-INT-05", "AS-INT-06", "AS-INT-07", "AS-INT-08", "AS-DSP-05"})
    void aRepairGoesToWhoOwesIt(String responsibility, String warranty, boolean team, String category, String rule, String repairClass) {
        Map<String, Object> row = decide(false, "REPAIR", responsibility, warranty, team, "UNKNOWN", 0);
        assertThat(row).containsEntry("category", category).containsEntry("ruleId", rule).containsEntry("repairClass", repairClass);
        assertThat(row.get("reason")).asString().isNotBlank();
        assertThat(row).containsEntry("remark", category.equals("RECTIFICATION") ? "整改类" : category.equals("EXTERNAL") ? "其他类" : "");
    }

    @ParameterizedTest(name = "{0} days, coordination {1}: {2}")
    @CsvSource({
        "1.9, YES,     DIRECT",
        "2.0, YES,     COMMUNICATION",
        "2.1, YES,     COMMUNICATION",
        "30,  YES,     COMMUNICATION",
        "0,   YES,     DIRECT",
        "2.0, NO,      DIRECT",
        "2.0, UNKNOWN, DIRECT",
        "1.9, NO,      DIRECT"})
    @Rule({"AS-INT-09", "AS-INT-18"})
    void anOpinionNeedsBothCoordinationAndTwoDaysForACommunicationRecord(double days, String coordination, String category) {
        Map<String, Object> row = decide(false, "SUGGESTION", "UNKNOWN", "UNKNOWN", true, coordination, days);
        assertThat(row).containsEntry("category", category).containsEntry("remark", category.equals("COMMUNICATION") ? "沟通类" : "");
    }

    @ParameterizedTest
    @CsvSource({"REPAIR,IN", "REPAIR,OUT", "COMPLAINT,OUT", "SUGGESTION,UNKNOWN", "ENQUIRY,UNKNOWN", "SPECIAL,UNKNOWN"})
    @Rule("AS-INT-10")
    void whateverIsClearlyAComplaintFollowsTheComplaintRuleInWarrantyOrOut(String kind, String warranty) {
        assertThat(decide(true, kind, "EXTERNAL", warranty, true, "YES", 9)).containsEntry("category", "COMPLAINT").containsEntry("ruleId", "AS-INT-10");
    }

    @Test
    @Rule({"AS-INT-11", "AS-CNS-01"})
    void specialServiceAndEnquiriesHaveTheirOwnWays() {
        assertThat(decide(false, "SPECIAL", "UNKNOWN", "UNKNOWN", false, "UNKNOWN", 0)).containsEntry("category", "SPECIAL").containsEntry("ruleId", "AS-INT-11");
        assertThat(decide(false, "ENQUIRY", "UNKNOWN", "UNKNOWN", false, "YES", 5)).containsEntry("category", "ENQUIRY").containsEntry("ruleId", "AS-CNS-01");
    }

    @Test
    void aKindThatTheTableDoesNotKnowIsReportedAndNotGuessed() {
        assertThatThrownBy(() -> decide(false, "LOST_PROPERTY", "UNKNOWN", "UNKNOWN", false, "UNKNOWN", 0))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("intake-category").hasMessageContaining("管理员");
    }

    @ParameterizedTest
    @EnumSource(Category.class)
    @Rule({"AS-INT-03", "AS-INT-15"})
    void everyCategoryIsPassedOnToPostsThatExist(Category category) {
        String named = String.valueOf(decisions.required(IntakeCategories.PASSING_ON, Map.of("category", category.name())).get("posts"));
        if (category == Category.ENQUIRY) {
            assertThat(named).isEmpty();
        } else {
            assertThat(Arrays.stream(named.split(","))).isNotEmpty().allMatch(post -> posts.exists(post));
        }
    }
}
