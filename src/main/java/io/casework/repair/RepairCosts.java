package io.casework.repair;

import io.casework.casefile.Actor;
import io.casework.casefile.Answers;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.customer.WarrantyItems;
import io.casework.notification.NoticeRequest;
import io.casework.notification.Notices;
import io.casework.organisation.Posts;
import io.casework.organisation.Staffing;
import io.casework.platform.ChineseTime;
import io.casework.platform.RuleViolation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Estimates, their approval by amount (AS-COS), the sum against splitting (AMB-87) and the final amount (AMB-12, AMB-86). */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class RepairCosts {

    private static final Set<CostDecision> COUNTED = EnumSet.of(CostDecision.PENDING, CostDecision.APPROVED);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final RepairCostRepository costs;
    private final Repairs repairs;
    private final RepairDeadlines deadlines;
    private final CaseFiles cases;
    private final RepairTables tables;
    private final WarrantyItems items;
    private final Notices notices;
    private final Staffing staffing;
    private final Posts posts;
    private final JdbcClient jdbc;
    private final Clock clock;

    RepairCosts(RepairCostRepository costs, Repairs repairs, RepairDeadlines deadlines, CaseFiles cases, RepairTables tables, WarrantyItems items,
            Notices notices, Staffing staffing, Posts posts, JdbcClient jdbc, Clock clock) {
        this.costs = costs;
        this.repairs = repairs;
        this.deadlines = deadlines;
        this.cases = cases;
        this.tables = tables;
        this.items = items;
        this.notices = notices;
        this.staffing = staffing;
        this.posts = posts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Enters an estimate. After a refusal the reason of the revision is mandatory.
     */
    public Estimate estimate(String caseNumber, Answers answers, Actor actor) {
        RepairCase repair = repairs.required(caseNumber);
        List<CostLine> lines = new ArrayList<>();
        for (Map<String, Object> row : RepairWords.rows(answers, "lines")) {
            Answers line = Answers.of(row);
            lines.add(new CostLine(line.text("work"), line.decimal("amount")));
        }
        BigDecimal amount = lines.stream().map(CostLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add).setScale(2, RoundingMode.HALF_UP);
        if (amount.signum() <= 0) {
            throw new RuleViolation("lines", "预算合计必须大于零");
        }
        Optional<RepairCost> before = costs.findFirstByCaseNumberOrderByIdDesc(caseNumber);
        String revision = answers.textOr("revisionReason", null);
        boolean refused = before.filter(cost -> cost.decision() == CostDecision.REFUSED).isPresent();
        if (refused && revision == null) {
            throw new RuleViolation("revisionReason", "上一份预算未获批准，请说明这次修改了什么");
        }
        if (before.filter(cost -> cost.decision() == CostDecision.PENDING).isPresent()) {
            throw new RuleViolation("lines", "上一份费用仍在审批中，请待审批后再编制");
        }
        // Only the first cost of an emergency is approved after the work has begun; later ones wait like any other.
        boolean afterwards = repair.isEmergency() && before.map(cost -> cost.kind() == CostKind.EMERGENCY && refused).orElse(true);
        costs.findByCaseNumberOrderById(caseNumber).forEach(RepairCost::drop);
        costs.save(new RepairCost(repair, afterwards ? CostKind.EMERGENCY : CostKind.ESTIMATE, itemName(repair), amount, lines, revision, actor.login(),
                clock.instant()));
        cases.note(caseNumber, actor, Repairs.NOTE, "编制预算 " + RepairWords.yuan(amount) + " 元" + (revision == null ? "" : "，修改：" + revision), "AS-COS-04");
        return new Estimate(amount, afterwards);
    }

    /**
     * An estimate that has been entered.
     *
     * @param amount sum of the lines, yuan
     * @param approvedAfterwards an emergency: the work may go on while the approval runs (AMB-58)
     */
    public record Estimate(BigDecimal amount, boolean approvedAfterwards) {
    }

    /**
     * Enters what the work has cost in the end. An overrun of more than the allowed share, or an amount of a higher tier, must be approved anew.
     *
     * @return whether a new approval is needed
     */
    public boolean finalAmount(String caseNumber, Answers answers, Actor actor) {
        RepairCase repair = repairs.required(caseNumber);
        BigDecimal amount = answers.decimal("finalAmount").setScale(2, RoundingMode.HALF_UP);
        if (costs.findFirstByCaseNumberAndDecisionOrderByIdDesc(caseNumber, CostDecision.PENDING).isPresent()) {
            throw new RuleViolation("finalAmount", "紧急处置的费用仍在审批中，请待审批后再填写实际费用");
        }
        BigDecimal basis = costs.findFirstByCaseNumberAndDecisionOrderByIdDesc(caseNumber, CostDecision.APPROVED).map(RepairCost::counted)
                .orElse(BigDecimal.ZERO);
        repair.finalAmount(amount);
        String reason = answers.textOr("finalNote", null);
        boolean reapprove = amount.compareTo(basis) > 0 && overrun(repair, basis, amount);
        if (reapprove && reason == null) {
            throw new RuleViolation("finalNote", "实际费用 " + RepairWords.yuan(amount) + " 元超出批准的 " + RepairWords.yuan(basis) + " 元，须重新审批，请说明原因");
        }
        cases.note(caseNumber, actor, Repairs.NOTE, "实际费用 " + RepairWords.yuan(amount) + " 元，批准 " + RepairWords.yuan(basis) + " 元"
                + (reapprove ? "，须重新审批：" + reason : ""), "AS-COS-04");
        if (reapprove) {
            // The approval of the estimate stays on record; the new request takes over what it stood for.
            RepairCost overrun = new RepairCost(repair, CostKind.OVERRUN, itemName(repair), amount, List.of(), reason, actor.login(), clock.instant());
            costs.save(overrun);
        }
        return reapprove;
    }

    /** Whether a final amount must be approved anew (AMB-12, AMB-86). */
    private boolean overrun(RepairCase repair, BigDecimal basis, BigDecimal amount) {
        BigDecimal others = others(repair, clock.instant()).stream().map(RepairCost::counted).reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean higherTier = !tables.approvalPath(basis.add(others)).tier().equals(tables.approvalPath(amount.add(others)).tier());
        BigDecimal percent = basis.signum() == 0 ? HUNDRED
                : amount.subtract(basis).multiply(HUNDRED).divide(basis, 6, RoundingMode.HALF_UP);
        return tables.reapprove(percent, higherTier);
    }

    private String itemName(RepairCase repair) {
        return items.item(repair.itemCode()).map(item -> item.name()).orElse(repair.itemCode());
    }

    /**
     * What the decision table for approvals looks at.
     *
     * @param sum yuan, split orders included
     * @param emergency the limit of the approval runs from the securing measure
     */
    public record Considered(BigDecimal sum, boolean reviewAboveTier2, boolean emergency) {
    }

    /**
     * Sums the request with the other estimates for the same unit and item within the window, those already approved included, so that nobody gets below a
     * tier by splitting (AMB-87). Requests for the same unit and item are let through one at a time.
     */
    public Considered assess(String caseNumber, Actor actor) {
        RepairCost cost = pending(caseNumber);
        jdbc.sql("select pg_advisory_xact_lock(hashtext(?))").param(cost.site() + "/" + cost.unitKey() + "/" + cost.itemCode())
                .query((row, n) -> 0).list();
        List<RepairCost> others = others(repairs.required(caseNumber), cost.requestedAt());
        BigDecimal sum = others.stream().map(RepairCost::counted).reduce(cost.amount(), BigDecimal::add);
        List<String> otherCases = others.stream().map(RepairCost::caseNumber).distinct().toList();
        cost.consider(sum, otherCases);
        if (!others.isEmpty()) {
            cases.note(caseNumber, actor, Repairs.NOTE, "同一房号同一项目 " + tables.splitWindowDays() + " 天内另有 " + String.join("、", otherCases) + "，合计 "
                    + RepairWords.yuan(sum) + " 元，按合计确定审批权限", "AS-COS-01");
        }
        return new Considered(sum, tables.reviewAboveTier2(), cost.kind() == CostKind.EMERGENCY);
    }

    private List<RepairCost> others(RepairCase repair, Instant requestedAt) {
        LocalDate since = requestedAt.atZone(clock.getZone()).toLocalDate().minusDays(tables.splitWindowDays());
        return latestPerCase(costs.sameUnitAndItem(repair.site(), repair.unitKey(), repair.itemCode(), repair.getId(),
                since.atStartOfDay(clock.getZone()).toInstant(), COUNTED));
    }

    /** An overrun stands for the whole cost of its case, so the newest request of each case counts and no older one beside it. */
    private static List<RepairCost> latestPerCase(List<RepairCost> costs) {
        return costs.stream().filter(cost -> costs.stream().noneMatch(other -> other.caseNumber().equals(cost.caseNumber()) && other.id() > cost.id())).toList();
    }

    /**
     * Puts on record who reviews and who approves, as the decision table has found, and tells the first of them.
     *
     * @param row the rule of the table: tier, reviewPost (may be empty), approverPost
     * @return whether somebody reviews first
     */
    public boolean path(String caseNumber, Map<String, Object> row, Actor actor) {
        RepairTables.ApprovalPath path = RepairTables.approvalPath(row);
        RepairCost cost = pending(caseNumber);
        cost.path(path.tier(), path.reviewPost(), path.approverPost());
        String first = path.reviewPost() != null ? path.reviewPost() : path.approverPost();
        cases.note(caseNumber, actor, Repairs.NOTE, cost.kind().label() + " " + RepairWords.yuan(cost.amount()) + " 元提交审批："
                + (path.reviewPost() == null ? "" : posts.name(path.reviewPost()) + "复核，") + posts.name(path.approverPost()) + "审批",
                "AS-COS-01 AS-COS-02 AS-COS-03");
        tell(cost, first);
        return path.reviewPost() != null;
    }

    private void tell(RepairCost cost, String post) {
        boolean emergency = cost.kind() == CostKind.EMERGENCY;
        NoticeRequest.Builder notice = about(cost, emergency ? "emergency-approval-due" : "cost-approval-requested", "to:" + post).toPosts(post)
                .with("requestedBy", staffing.nameOf(cost.requestedBy()));
        if (emergency) {
            notice.with("dueAt", ChineseTime.minute(deadlines.window(cost.caseNumber(), RepairDeadlines.EMERGENCY_APPROVAL).due()));
        }
        notices.send(notice.build());
    }

    /**
     * The reviewer agrees with price and technique, or refuses with a reason (AS-SUR-09, AS-COS-02).
     *
     * @return whether the reviewer agrees
     */
    public boolean review(String caseNumber, Answers answers, Actor actor) {
        RepairCost cost = pending(caseNumber);
        boolean agreed = "AGREE".equals(answers.text("reviewDecision"));
        String opinion = agreed ? answers.textOr("reviewOpinion", "同意") : answers.text("reviewReason");
        cost.reviewed(agreed, opinion, actor.login(), clock.instant());
        cases.note(caseNumber, actor, Repairs.NOTE, "复核" + (agreed ? "同意" : "不同意") + ("同意".equals(opinion) ? "" : "：" + opinion), "AS-SUR-09 AS-COS-02");
        if (agreed) {
            tell(cost, cost.view().approverPost());
        } else {
            tellRefusal(cost, actor, opinion);
        }
        return agreed;
    }

    /** How an approval ended. {@code approvedAmount} is {@code null} where it was refused. */
    public record Approval(boolean approved, BigDecimal approvedAmount) {
    }

    /**
     * The approver approves, wholly or a lower amount with a reason, or refuses with a reason.
     *
     * @throws RuleViolation when the amount is above the one asked for, or lower without a reason
     */
    public Approval approve(String caseNumber, Answers answers, Actor actor) {
        RepairCost cost = pending(caseNumber);
        String reason = answers.textOr("approvalReason", null);
        if (!"APPROVE".equals(answers.text("approvalDecision"))) {
            if (reason == null) {
                throw new RuleViolation("approvalReason", "不批准须说明理由");
            }
            cost.refused(reason, actor.login(), clock.instant());
            cases.note(caseNumber, actor, Repairs.NOTE, "费用未批准：" + reason, "AS-COS-04");
            tellRefusal(cost, actor, reason);
            return new Approval(false, null);
        }
        BigDecimal amount = answers.decimalIfAny("approvedAmount").orElse(cost.amount()).setScale(2, RoundingMode.HALF_UP);
        if (amount.compareTo(cost.amount()) > 0) {
            throw new RuleViolation("approvedAmount", "批准金额不能高于申请的 " + RepairWords.yuan(cost.amount()) + " 元");
        }
        if (amount.compareTo(cost.amount()) < 0 && reason == null) {
            throw new RuleViolation("approvalReason", "批准金额低于申请金额，请说明理由");
        }
        cost.approved(amount, reason, actor.login(), clock.instant());
        cases.note(caseNumber, actor, Repairs.NOTE, "费用已批准 " + RepairWords.yuan(amount) + " 元" + (reason == null ? "" : "：" + reason), "AS-COS-04");
        notices.send(about(cost, "cost-approved", "approved").toLogins(cost.requestedBy()).toPosts("clerk", "repair-leader")
                .with("amount", RepairWords.yuan(amount)).with("approver", actor.name()).build());
        return new Approval(true, amount);
    }

    private void tellRefusal(RepairCost cost, Actor actor, String reason) {
        notices.send(about(cost, "cost-refused", "refused").toLogins(cost.requestedBy()).toPosts("clerk", "repair-leader")
                .with("approver", actor.name()).with("reason", reason).build());
    }

    private NoticeRequest.Builder about(RepairCost cost, String template, String cause) {
        CaseView file = cases.view(cost.caseNumber());
        return NoticeRequest.of(template, template + ":" + cost.id() + ":" + cause).about(cost.caseNumber(), file.site())
                .with("unitName", file.home()).with("item", cost.item()).with("amount", RepairWords.yuan(cost.amount()));
    }

    /** The cost that the repair may run up: the approved amount, before an emergency has been approved the amount asked for, otherwise zero. */
    BigDecimal allowed(String caseNumber) {
        return costs.findFirstByCaseNumberAndDecisionOrderByIdDesc(caseNumber, CostDecision.APPROVED)
                .or(() -> costs.findFirstByCaseNumberAndDecisionOrderByIdDesc(caseNumber, CostDecision.PENDING))
                .map(RepairCost::counted).orElse(BigDecimal.ZERO);
    }

    private RepairCost pending(String caseNumber) {
        return costs.findFirstByCaseNumberAndDecisionOrderByIdDesc(caseNumber, CostDecision.PENDING)
                .orElseThrow(() -> new RuleViolation("caseNumber", "案件 " + caseNumber + " 没有待审批的费用"));
    }

    /** The newest cost of the case, if there is one. */
    @Transactional(readOnly = true)
    public Optional<CostView> latest(String caseNumber) {
        return costs.findFirstByCaseNumberOrderByIdDesc(caseNumber).map(RepairCost::view);
    }

    /** The newest approved cost of the case, if there is one. */
    @Transactional(readOnly = true)
    public Optional<CostView> approved(String caseNumber) {
        return costs.findFirstByCaseNumberAndDecisionOrderByIdDesc(caseNumber, CostDecision.APPROVED).map(RepairCost::view);
    }
}
