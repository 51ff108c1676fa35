package io.casework.repair;

import io.casework.casefile.Actor;
import io.casework.casefile.Answers;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.notification.NoticeRequest;
import io.casework.notification.Notices;
import io.casework.platform.ChineseTime;
import io.casework.platform.RuleViolation;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Dispatch orders to the repair team and written requests to contractors: their limits and extensions, the inspection, the customer's signature and opinion,
 * rework (AS-DSP, AS-CTR, AS-SUR-06 to -08).
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class RepairOrders {

    /** What the form sends where the contractor is none of those registered. */
    public static final String OTHER_CONTRACTOR = "OTHER";

    private final RepairOrderRepository orders;
    private final RepairExtensionRepository extensions;
    private final RepairInspectionRepository inspections;
    private final Contractors contractors;
    private final Repairs repairs;
    private final RepairCosts costs;
    private final RepairDeadlines deadlines;
    private final CaseFiles cases;
    private final RepairTables tables;
    private final Notices notices;
    private final Clock clock;

    RepairOrders(RepairOrderRepository orders, RepairExtensionRepository extensions, RepairInspectionRepository inspections, Contractors contractors,
            Repairs repairs, RepairCosts costs, RepairDeadlines deadlines, CaseFiles cases, RepairTables tables, Notices notices, Clock clock) {
        this.orders = orders;
        this.extensions = extensions;
        this.inspections = inspections;
        this.contractors = contractors;
        this.repairs = repairs;
        this.costs = costs;
        this.deadlines = deadlines;
        this.cases = cases;
        this.tables = tables;
        this.notices = notices;
        this.clock = clock;
    }

    /** The department issues the order to the repair team (AS-DSP-04); the limit by trades runs from now (AMB-08). */
    public void issue(String caseNumber, Answers answers, Actor actor) {
        open(repairs.required(caseNumber), Executor.REPAIR_TEAM, null, null, answers.textOr("instructions", null), actor);
    }

    /** Whether the engineering department may ask a contractor that is not registered, and registers it with that. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public boolean otherContractorsAllowed() {
        return tables.otherContractors();
    }

    /**
     * The engineering department asks the contractor in writing (AS-CTR-01); the contractor's limit runs from now (AMB-91).
     *
     * @throws RuleViolation on {@code contractor} or {@code otherContractor} when it is out of use, not registered, or may be a registered one misspelt
     */
    public void requestContractor(String caseNumber, Answers answers, Actor actor) {
        RepairCase repair = repairs.required(caseNumber);
        String contact = answers.textOr("contractorContact", "").strip();
        String contractor = answers.text("contractor");
        if (OTHER_CONTRACTOR.equals(contractor)) {
            contractor = answers.text("otherContractor").strip();
            contractors.requireNew(contractor, contact, answers.yes("contractorChecked"));
        } else {
            Contractors.Contractor known = contractors.askable(contractor);
            contact = contact.isEmpty() ? known.contactAndPhone() : contact;
        }
        repair.contractor(contractor);
        open(repair, Executor.CONTRACTOR, contractor, contact.isEmpty() ? null : contact, answers.text("requestText"), actor);
    }

    private RepairOrder open(RepairCase repair, Executor executor, String contractor, String contact, String instructions, Actor actor) {
        String caseNumber = repair.getId();
        repair.executedBy(executor);
        Instant now = clock.instant();
        int round = orders.findFirstByCaseNumberOrderByRoundDesc(caseNumber).map(order -> order.view().round() + 1).orElse(1);
        Instant due = deadlines.dueAt(caseNumber, now, repair.limitKey());
        RepairOrder order = orders.save(new RepairOrder(repair, round, executor, contractor, contact, instructions, actor.login(), now, due));
        cases.dueAt(caseNumber, due);
        String kind = executor == Executor.REPAIR_TEAM ? "签发工程派工单（" + repair.orderClass() + " 类）" : "书面要求施工单位 " + contractor + " 维修";
        cases.note(caseNumber, actor, Repairs.NOTE, kind + " " + order.orderNumber() + "，应在 " + ChineseTime.minute(due) + " 前完工",
                executor == Executor.REPAIR_TEAM ? "AS-DSP-04 AS-DSP-05 AS-SUR-06 AS-SUR-07" : "AS-CTR-01 AS-CTR-02");
        if (executor == Executor.REPAIR_TEAM) {
            notices.send(about(order, "dispatch-issued", "issued").toPosts("repair-team", "repair-leader")
                    .with("orderClass", repair.orderClass()).with("dueAt", ChineseTime.minute(due)).build());
        }
        return order;
    }

    /**
     * What the team, or the engineering department for the contractor, says of the work.
     *
     * @param answers {@code workResult}: DONE; EXTENSION, where the customer has still to consent; CANNOT of the team, NOT_PERFORMED of a contractor
     */
    public void work(String caseNumber, Answers answers, Actor actor) {
        RepairOrder order = current(caseNumber);
        switch (answers.text("workResult")) {
            case "DONE" -> {
                LocalDateTime finished = answers.dateTime("finishedAt");
                if (finished.isAfter(LocalDateTime.now(clock))) {
                    throw new RuleViolation("finishedAt", "完工时间不能晚于现在");
                }
                order.finished(finished.atZone(clock.getZone()).toInstant(), answers.textOr("workers", null), answers.text("workDone"));
                cases.note(caseNumber, actor, Repairs.NOTE, "完工：" + answers.text("workDone"), "AS-DSP-06");
            }
            case "EXTENSION" -> {
                extensions.save(new RepairExtension(order.id(), answers.text("extensionReason"), answers.dateIfAny("wishedDue").orElse(null), actor.login(),
                        clock.instant()));
                cases.note(caseNumber, actor, Repairs.NOTE, "需要延期：" + answers.text("extensionReason"), "AS-SUR-08");
            }
            default -> {
                order.cannot(answers.text("failureReason"));
                boolean team = order.executor() == Executor.REPAIR_TEAM;
                cases.note(caseNumber, actor, Repairs.NOTE, (team ? "维修队不能承担：" : "施工单位 " + order.contractor() + " 未履行维修（支付工程尾款时提出意见）：")
                        + answers.text("failureReason"), team ? "AS-CTR-01" : "AS-RET-01");
                if (team) {
                    repairs.required(caseNumber).executedBy(Executor.CONTRACTOR);
                }
            }
        }
    }

    /** What became of a wish for more time. */
    public enum Extension {
        /** The new day holds. */
        GRANTED,
        /** The customer does not consent, or the manager does not approve: the old limit stays. */
        DECLINED,
        /** One more extension than allowed: the manager decides. */
        TO_BE_APPROVED
    }

    /**
     * The clerk records whether the customer consents. Consent needs its date, its channel and a new day after the present limit, and must have been given
     * before that limit has passed (AS-SUR-08, AMB-59).
     */
    public Extension recordConsent(String caseNumber, Answers answers, Actor actor) {
        RepairOrder order = current(caseNumber);
        RepairExtension extension = extension(order);
        String words = answers.textOr("customerWords", null);
        if (!answers.yes("consent")) {
            extension.declined(words, actor.login());
            cases.note(caseNumber, actor, Repairs.NOTE, "客户不同意延期，仍应在 " + ChineseTime.minute(order.limit()) + " 前完工", "AS-SUR-08");
            return Extension.DECLINED;
        }
        LocalDateTime consentedAt = answers.dateTime("consentedAt");
        LocalDate newDue = answers.date("newDue");
        Instant newLimit = deadlines.endOf(newDue);
        Map<String, String> fields = new LinkedHashMap<>();
        if (consentedAt.isAfter(LocalDateTime.now(clock))) {
            fields.put("consentedAt", "客户同意的时间不能晚于现在");
        } else if (consentedAt.atZone(clock.getZone()).toInstant().isAfter(order.limit())) {
            fields.put("consentedAt", "延期须在原期限 " + ChineseTime.minute(order.limit()) + " 之前征得客户同意，期限已过的按逾期处理");
        }
        if (!newLimit.isAfter(order.limit()) || newDue.isBefore(LocalDate.now(clock))) {
            fields.put("newDue", "新的完工日期必须晚于原期限 " + ChineseTime.minute(order.limit()) + " 和今天");
        }
        if (!fields.isEmpty()) {
            throw new RuleViolation(fields);
        }
        boolean needsApproval = extensions.countByOrderIdAndEffectiveTrue(order.id()) >= tables.extensionsWithoutApproval();
        extension.consented(consentedAt.atZone(clock.getZone()).toInstant(), answers.text("consentChannel"), words, newDue, needsApproval, actor.login());
        cases.note(caseNumber, actor, Repairs.NOTE, "客户于 " + ChineseTime.minute(consentedAt) + " 同意延期至 " + newDue
                + (needsApproval ? "，非首次延期，须经理批准" : ""), "AS-SUR-08");
        if (needsApproval) {
            return Extension.TO_BE_APPROVED;
        }
        grant(order, newLimit, consentedAt);
        return Extension.GRANTED;
    }

    /** The manager decides on a further extension (AMB-59). */
    public Extension decideExtension(String caseNumber, Answers answers, Actor actor) {
        RepairOrder order = current(caseNumber);
        RepairExtension extension = extension(order);
        boolean approved = "APPROVE".equals(answers.text("extensionDecision"));
        extension.decided(approved, answers.textOr("extensionNote", null), actor.login());
        cases.note(caseNumber, actor, Repairs.NOTE, (approved ? "批准再次延期至 " + extension.newDue() : "不批准再次延期")
                + answers.textIfAny("extensionNote").map(note -> "：" + note).orElse(""), "AS-SUR-08");
        if (!approved) {
            return Extension.DECLINED;
        }
        grant(order, deadlines.endOf(extension.newDue()), LocalDateTime.ofInstant(extension.view().consentedAt(), clock.getZone()));
        return Extension.GRANTED;
    }

    private void grant(RepairOrder order, Instant newLimit, LocalDateTime consentedAt) {
        order.extendedTo(newLimit, clock.instant());
        cases.dueAt(order.caseNumber(), newLimit);
        notices.send(about(order, "extension-consented", "until:" + newLimit).toPosts("repair-leader", "service-supervisor")
                .with("dueAt", ChineseTime.minute(newLimit)).with("consentedAt", ChineseTime.minute(consentedAt)).build());
    }

    /** The limit is broken: told to the leader, the engineering department for a contractor, and the manager; once for each limit. */
    public void reportOverdue(String caseNumber) {
        RepairOrder order = current(caseNumber);
        if (!order.overdue(clock.instant())) {
            return;
        }
        boolean team = order.executor() == Executor.REPAIR_TEAM;
        cases.note(caseNumber, Actor.SYSTEM, Repairs.NOTE, "维修超过时限 " + ChineseTime.minute(order.limit()) + (team ? "" : "，施工单位：" + order.contractor()),
                team ? "AS-DSP-06" : "AS-CTR-02");
        notices.send(about(order, "repair-overdue", "limit:" + order.limit()).toPosts("service-manager", "service-supervisor", team ? "repair-leader" : "engineering")
                .with("dueAt", ChineseTime.minute(order.limit())).build());
    }

    /**
     * The joint inspection (AS-DSP-07, AS-DSP-08): service or property staff and the leader always, a third party where the table demands it (AMB-56).
     *
     * @return whether the work has passed
     * @throws RuleViolation when the third party is missing
     */
    public boolean inspect(String caseNumber, Answers answers, Actor actor) {
        RepairOrder order = current(caseNumber);
        boolean threeParty = needsThirdParty(caseNumber);
        String thirdName = answers.textOr("thirdName", null);
        if (threeParty && thirdName == null) {
            throw new RuleViolation("thirdName", "此项维修须三方检验，请填写工程材料部（或物业公司）参加人并会签");
        }
        LocalDateTime at = answers.dateTime("inspectedAt");
        if (at.isAfter(LocalDateTime.now(clock))) {
            throw new RuleViolation("inspectedAt", "检验时间不能晚于现在");
        }
        Party third = thirdName == null ? null : Party.valueOf(answers.textOr("thirdParty", Party.ENGINEERING.name()));
        Party inspector = Party.valueOf(answers.text("inspectorParty"));
        if (third == inspector) {
            throw new RuleViolation("thirdParty", "第三方与检验人不能同属" + third.label());
        }
        boolean passed = "PASSED".equals(answers.text("inspectionResult"));
        String defects = passed ? null : answers.text("defects");
        inspections.save(new RepairInspection(order.id(), threeParty, at.atZone(clock.getZone()).toInstant(), actor.login(), inspector, answers.text("inspector"),
                answers.text("leaderName"), third, thirdName, passed, defects));
        cases.note(caseNumber, actor, Repairs.NOTE, "竣工检验" + (passed ? "合格" : "不合格：" + defects) + "，参加：" + inspector.label() + answers.text("inspector")
                + "、" + answers.text("leaderName") + (third == null ? "" : "、" + third.label() + thirdName), "AS-DSP-07 AS-DSP-08");
        if (!passed) {
            order.toBeDoneAgain("检验不合格：" + defects);
        }
        return passed;
    }

    /** Whether a third party has to join the inspection of the work. */
    @Transactional(readOnly = true)
    public boolean needsThirdParty(String caseNumber) {
        RepairCase repair = repairs.required(caseNumber);
        BigDecimal amount = costs.allowed(caseNumber);
        return tables.threeParty(repair.tradeCount(), repair.orderClass(), amount, Objects.requireNonNullElse(repair.executor(), Executor.REPAIR_TEAM));
    }

    /**
     * The customer's section of the order: signature and opinion (AS-DSP-09, AMB-74).
     *
     * @return SIGNED; REFUSED; ABSENT where another attempt is to be made; UNSIGNED where enough were made and the manager has to decide
     */
    public String sign(String caseNumber, Answers answers, Actor actor) {
        RepairOrder order = current(caseNumber);
        String result = answers.text("signResult");
        String opinion = answers.textOr("opinion", null);
        if (!"SIGNED".equals(result) && opinion == null) {
            throw new RuleViolation("opinion", "REFUSED".equals(result) ? "客户拒签，请记录客户的意见" : "客户不在，请记录联系经过");
        }
        order.signed(result, answers.textOr("signedBy", null), clock.instant(), opinion, rating(answers, "qualityRating"), rating(answers, "attitudeRating"));
        cases.note(caseNumber, actor, Repairs.NOTE, switch (result) {
            case "SIGNED" -> "客户 " + answers.textOr("signedBy", "") + " 签字确认" + (opinion == null ? "" : "，意见：" + opinion);
            case "REFUSED" -> "客户拒绝签字：" + opinion;
            default -> "客户不在，未能签字：" + opinion;
        }, "AS-DSP-09");
        if ("SIGNED".equals(result)) {
            RepairCase repair = repairs.required(caseNumber);
            repair.completed(order.finishedAt());
        } else if ("REFUSED".equals(result)) {
            order.toBeDoneAgain("客户拒绝签字：" + opinion);
        } else if (order.signAttempts() >= tables.signAttempts()) {
            return "UNSIGNED";
        }
        return result;
    }

    private static Integer rating(Answers answers, String key) {
        return answers.decimalIfAny(key).map(BigDecimal::intValueExact).orElse(null);
    }

    /**
     * Inspection failed, the customer refused to sign or was dissatisfied at the callback: counts it.
     *
     * @return whether the manager has to decide, because it has happened as often as allowed (AMB-28)
     */
    public boolean countRefusal(String caseNumber, boolean dissatisfied, Actor actor) {
        RepairCase repair = repairs.required(caseNumber);
        RepairOrder order = current(caseNumber);
        if (order.isUnsigned()) {
            cases.note(caseNumber, actor, Repairs.NOTE, "客户 " + order.signAttempts() + " 次未能签字，由客户服务部经理决定", "AS-DSP-09");
            return true;
        }
        if (dissatisfied && order.state() == OrderState.ACCEPTED) {
            order.toBeDoneAgain("回访不满意");
        }
        int refusals = repair.refused();
        boolean manager = refusals >= tables.refusalsBeforeManager();
        cases.note(caseNumber, actor, Repairs.NOTE, "第 " + refusals + " 次未通过" + (manager ? "，由客户服务部经理决定" : "，返工"), "AS-DSP-07 AS-DSP-09");
        return manager;
    }

    /**
     * The manager decides after repeated refusals, or when the customer could not be met (AMB-28).
     *
     * @return REWORK, CONTRACTOR or ACCEPT
     */
    public String decideRework(String caseNumber, Answers answers, Actor actor) {
        RepairOrder order = current(caseNumber);
        RepairCase repair = repairs.required(caseNumber);
        String decision = answers.text("reworkDecision");
        String reason = answers.text("reworkReason");
        repair.refusalsSettled();
        switch (decision) {
            case "ACCEPT" -> {
                order.acceptedWithoutSignature(reason);
                repair.completed(order.finishedAt());
            }
            case "CONTRACTOR" -> {
                if (order.state() == OrderState.FINISHED) {
                    order.toBeDoneAgain(reason);
                }
                repair.executedBy(Executor.CONTRACTOR);
            }
            default -> {
                if (order.state() == OrderState.FINISHED) {
                    order.toBeDoneAgain(reason);
                }
            }
        }
        cases.note(caseNumber, actor, Repairs.NOTE, "经理决定：" + switch (decision) {
            case "ACCEPT" -> "按现状验收";
            case "CONTRACTOR" -> "改由施工单位维修";
            default -> "再次返工";
        } + "，" + reason, "AS-DSP-07 AS-DSP-09");
        return decision;
    }

    /**
     * The contractor has not performed: the manager has the request repeated, or the company bears the repair as class B (AS-CTR, AMB-91).
     *
     * @return REQUEST_AGAIN or OWN_COST
     */
    public String decideDefault(String caseNumber, Answers answers, Actor actor) {
        String decision = answers.text("defaultDecision");
        if ("OWN_COST".equals(decision)) {
            repairs.required(caseNumber).borneByCompany(Executor.valueOf(answers.text("newExecutor")));
        }
        cases.note(caseNumber, actor, Repairs.NOTE, "施工单位未履行，" + ("OWN_COST".equals(decision) ? "改由公司承担费用维修（B 类），费用另行追偿：" : "再次书面要求：")
                + answers.text("defaultReason"), "AS-CTR-01 AS-RET-01");
        return decision;
    }

    private RepairExtension extension(RepairOrder order) {
        return extensions.findFirstByOrderIdOrderByIdDesc(order.id())
                .orElseThrow(() -> new RuleViolation("派工单 " + order.orderNumber() + " 没有延期申请"));
    }

    private RepairOrder current(String caseNumber) {
        return orders.findFirstByCaseNumberOrderByRoundDesc(caseNumber)
                .orElseThrow(() -> new RuleViolation("caseNumber", "案件 " + caseNumber + " 还没有派工单"));
    }

    private NoticeRequest.Builder about(RepairOrder order, String template, String cause) {
        CaseView file = cases.view(order.caseNumber());
        return NoticeRequest.of(template, template + ":" + order.orderNumber() + ":" + cause).about(order.caseNumber(), file.site())
                .with("unitName", file.home()).with("matter", file.matter());
    }

    /** The newest order of the case, if there is one. */
    @Transactional(readOnly = true)
    public Optional<OrderView> latest(String caseNumber) {
        return orders.findFirstByCaseNumberOrderByRoundDesc(caseNumber).map(RepairOrder::view);
    }

    /** All orders of the case, the first one first. */
    @Transactional(readOnly = true)
    public List<OrderView> all(String caseNumber) {
        return orders.findByCaseNumberOrderByRound(caseNumber).stream().map(RepairOrder::view).toList();
    }

    /** The extensions of an order, the first one first. */
    @Transactional(readOnly = true)
    public List<ExtensionView> extensions(long orderId) {
        return extensions.findByOrderIdOrderById(orderId).stream().map(RepairExtension::view).toList();
    }

    /** The inspections of an order, the first one first. */
    @Transactional(readOnly = true)
    public List<InspectionView> inspections(long orderId) {
        return inspections.findByOrderIdOrderById(orderId).stream().map(RepairInspection::view).toList();
    }
}
