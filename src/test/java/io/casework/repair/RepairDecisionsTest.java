package io.casework.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.procedure.Decisions;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Rule;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every row and every boundary of the tables that repairs ask. */
@CaseworkTest
class RepairDecisionsTest {

    @Autowired Decisions decisions;
    @Autowired RepairTables tables;

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "0, UNKNOWN, false", "499.99, UNKNOWN, false", "500, UNKNOWN, true", "500.01, A, true", "499.99, A, false", "-, UNKNOWN, true", "-, A, true",
        "-, B, false", "499.99, B, false", "500, B, false", "20000, B, false"})
    @Rule({"AS-SUR-01", "AS-SUR-03"})
    void theContractorIsInvitedFromFiveHundredYuanOrWhenTheEstimateIsUnknown(Double estimate, String repairClass, boolean contractor) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("estimate", estimate);
        inputs.put("repairClass", repairClass);
        String parties = (String) decisions.required("survey-attendance", inputs).get("parties");
        assertThat(parties).startsWith("SERVICE,ENGINEERING,REPAIR_LEADER");
        assertThat(parties.contains("CONTRACTOR")).isEqualTo(contractor);
    }

    @ParameterizedTest
    @CsvSource({"0, repair-single, 3wd", "1, repair-single, 3wd", "2, repair-multi, 7wd", "9, repair-multi, 7wd"})
    @Rule({"AS-SUR-06", "AS-SUR-07"})
    void oneTradeHasThreeWorkingDaysAndSeveralHaveSeven(int trades, String row, String limit) {
        assertThat(tables.limitKey(trades)).isEqualTo(row);
        assertThat(tables.limit(row).limit()).hasToString(limit);
    }

    @ParameterizedTest
    @CsvSource({"IN, true, A, REPAIR_TEAM", "IN, false, A, CONTRACTOR", "OUT, true, B, REPAIR_TEAM", "OUT, false, B, CONTRACTOR",
        "UNKNOWN, true, B, REPAIR_TEAM", "UNKNOWN, false, B, CONTRACTOR"})
    @Rule({"AS-DSP-03", "AS-DSP-05"})
    void classAndExecutorFollowFromWarrantyAndAgreement(String warranty, boolean agreement, String repairClass, Executor executor) {
        assertThat(tables.route(warranty, agreement)).isEqualTo(new RepairTables.Route(repairClass, executor));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "0.01, true, SMALL, -, service-manager", "999.99, true, SMALL, -, service-manager", "1000, true, SMALL, -, service-manager",
        "1000.00, false, SMALL, -, service-manager", "1000.01, true, MEDIUM, vice-chief-engineer, deputy-general-manager",
        "9999.99, false, MEDIUM, vice-chief-engineer, deputy-general-manager", "10000, true, MEDIUM, vice-chief-engineer, deputy-general-manager",
        "10000.01, true, LARGE, vice-chief-engineer, general-manager", "10000.01, false, LARGE, -, general-manager",
        "9999999.99, true, LARGE, vice-chief-engineer, general-manager"})
    @Rule({"AS-COS-01", "AS-COS-02", "AS-COS-03"})
    void theSumDecidesWhoReviewsAndWhoApproves(double sum, boolean reviewAboveTier2, String tier, String review, String approver) {
        assertThat(RepairTables.approvalPath(decisions.required("cost-approval", Map.of("costConsidered", sum, "reviewAboveTier2", reviewAboveTier2))))
                .isEqualTo(new RepairTables.ApprovalPath(tier, review, approver));
    }

    @ParameterizedTest
    @CsvSource({"-5, false, false", "0, false, false", "9.999999, false, false", "10, false, false", "10.000001, false, true", "50, false, true",
        "10, true, true", "0.5, true, true", "11, true, true"})
    @Rule("AS-COS-04")
    void moreThanTenPerCentOrAHigherTierIsApprovedAnew(double percent, boolean higherTier, boolean reapprove) {
        assertThat(decisions.required("cost-overrun", Map.of("overrunPercent", percent, "higherTier", higherTier))).containsEntry("reapprove", reapprove);
    }

    @ParameterizedTest
    @CsvSource({"REPAIR_TEAM, 1, A, 50000, false", "REPAIR_TEAM, 1, B, 10000, false", "REPAIR_TEAM, 1, B, 10000.01, true", "REPAIR_TEAM, 2, A, 100, true",
        "CONTRACTOR, 1, A, 0, true", "CONTRACTOR, 1, B, 100, true"})
    @Rule({"AS-DSP-07", "AS-DSP-08"})
    void aThirdPartyJoinsTheInspectionOfSeveralTradesLargeSumsAndContractors(Executor executor, int trades, String repairClass, double amount, boolean three) {
        assertThat(decisions.required("inspection-parties",
                Map.of("executor", executor.name(), "tradeCount", trades, "repairClass", repairClass, "amount", amount))).containsEntry("threeParty", three);
    }

    @ParameterizedTest
    @CsvSource({"survey, 1wd", "cost-approval, 1wd", "cost-emergency, 1wd", "dispatch-issue, 1wd", "repair-interim, 3wd"})
    @Rule("AS-SUR-01")
    void theLimitsStandInTheTable(String row, String limit) {
        assertThat(tables.limit(row).limit()).hasToString(limit);
        assertThat(tables.limit(row).remindPercent()).isEqualTo(75);
    }
}
