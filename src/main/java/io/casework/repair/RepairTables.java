package io.casework.repair;

import io.casework.procedure.Decisions;
import io.casework.procedure.Settings;
import io.casework.worktime.Limit;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** The decision tables and settings that repairs ask; every figure that a manager may change stands there. */
@Component
class RepairTables {

    private final Decisions decisions;
    private final Settings settings;

    RepairTables(Decisions decisions, Settings settings) {
        this.decisions = decisions;
        this.settings = settings;
    }

    /** Who must be at the survey (AS-SUR-01 to -03, AMB-06, AMB-89). {@code estimate} may be {@code null}: unknown. */
    List<Party> surveyParties(BigDecimal estimate, String classHint) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("estimate", estimate == null ? null : estimate.doubleValue());
        inputs.put("repairClass", classHint == null ? "UNKNOWN" : classHint);
        return Party.parse((String) decisions.required("survey-attendance", inputs).get("parties"));
    }

    /** Row of the table of limits that holds for work of so many trades (AS-SUR-06, AS-SUR-07). */
    String limitKey(int tradeCount) {
        return (String) decisions.required("repair-time-limit", Map.of("tradeCount", tradeCount)).get("deadline");
    }

    /** A class with who does the work. */
    record Route(String orderClass, Executor executor) {
    }

    /** Class A or B and who should do it (AS-DSP-03, AS-DSP-05, AMB-81). */
    Route route(String warranty, boolean agreement) {
        Map<String, Object> row = decisions.required("repair-class", Map.of("warranty", warranty, "agreement", agreement));
        return new Route((String) row.get("repairClass"), Executor.valueOf((String) row.get("executor")));
    }

    /** Whether a third party joins the inspection (AS-DSP-08, AMB-56). */
    boolean threeParty(int tradeCount, String orderClass, BigDecimal amount, Executor executor) {
        return Boolean.TRUE.equals(decisions.required("inspection-parties", Map.of("tradeCount", tradeCount, "repairClass", orderClass,
                "amount", amount.doubleValue(), "executor", executor.name())).get("threeParty"));
    }

    /** Who reviews and approves a cost. */
    record ApprovalPath(String tier, String reviewPost, String approverPost) {
    }

    /** The tier of a sum (AS-COS-01 to -03). */
    ApprovalPath approvalPath(BigDecimal sum) {
        return approvalPath(decisions.required("cost-approval",
                Map.of("costConsidered", sum.doubleValue(), "reviewAboveTier2", reviewAboveTier2())));
    }

    static ApprovalPath approvalPath(Map<String, Object> row) {
        String review = Objects.toString(row.get("reviewPost"), "").trim();
        return new ApprovalPath((String) row.get("tier"), review.isEmpty() ? null : review, (String) row.get("approverPost"));
    }

    /** Whether a final amount must be approved anew (AMB-12, AMB-86). {@code overrunPercent} may be negative. */
    boolean reapprove(BigDecimal overrunPercent, boolean higherTier) {
        return Boolean.TRUE.equals(decisions.required("cost-overrun",
                Map.of("overrunPercent", overrunPercent.doubleValue(), "higherTier", higherTier)).get("reapprove"));
    }

    boolean reviewAboveTier2() {
        return settings.yes("cost.review.aboveTier2");
    }

    int splitWindowDays() {
        return settings.integer("cost.split.window");
    }

    int extensionsWithoutApproval() {
        return settings.integer("repair.extend.max");
    }

    boolean otherContractors() {
        return settings.yesOr("contractor.other", true);
    }

    int signAttempts() {
        return settings.integer("repair.sign.attempts");
    }

    int refusalsBeforeManager() {
        return settings.integer("inspect.maxLoops");
    }

    /** A row of the table of limits. */
    record LimitRow(Limit limit, int remindPercent) {
    }

    LimitRow limit(String key) {
        Map<String, Object> row = decisions.required("deadlines", Map.of("deadline", key));
        return new LimitRow(Limit.parse((String) row.get("limit")), ((Number) row.get("remindPercent")).intValue());
    }
}
