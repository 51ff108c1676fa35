package io.casework.repair;

import io.casework.casefile.Actor;
import io.casework.casefile.Answers;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseKind;
import io.casework.casefile.CaseView;
import io.casework.customer.Customers;
import io.casework.customer.Warranty;
import io.casework.customer.WarrantyItem;
import io.casework.platform.RuleViolation;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Repairs as a whole: the emergency, the class and who does the work, and the end. Each call belongs to the transaction of a step. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Repairs {

    /** Words of the case's timeline. */
    static final String NOTE = "REPAIR";

    private final RepairCaseRepository repairs;
    private final RepairCostRepository costs;
    private final RepairOrderRepository orders;
    private final CaseFiles cases;
    private final Customers customers;
    private final RepairAgreements agreements;
    private final RepairTables tables;
    private final Clock clock;

    Repairs(RepairCaseRepository repairs, RepairCostRepository costs, RepairOrderRepository orders, CaseFiles cases, Customers customers,
            RepairAgreements agreements, RepairTables tables, Clock clock) {
        this.repairs = repairs;
        this.costs = costs;
        this.orders = orders;
        this.cases = cases;
        this.customers = customers;
        this.agreements = agreements;
        this.tables = tables;
        this.clock = clock;
    }

    /** The repair, if the case has one. */
    @Transactional(readOnly = true)
    public Optional<RepairView> find(String caseNumber) {
        return repairs.findById(caseNumber).map(RepairCase::view);
    }

    /** The repair, or a Chinese refusal where the case has none. */
    @Transactional(readOnly = true)
    public RepairView view(String caseNumber) {
        return required(caseNumber).view();
    }

    /** The repair of the case at its first step: a new one, or the earlier one taken up again where the matter has come back. */
    RepairCase begin(String caseNumber, Actor actor) {
        RepairCase repair = ofCase(caseNumber);
        if (repair.isFinished()) {
            repair.reopen();
            cases.note(caseNumber, actor, NOTE, "维修事项重新受理", "AS-SUR-01");
        }
        return repair;
    }

    /** The repair of the case; made where there is none. */
    RepairCase ofCase(String caseNumber) {
        return repairs.findById(caseNumber).orElseGet(() -> {
            CaseView file = cases.view(caseNumber);
            return repairs.save(new RepairCase(caseNumber, file.site(), file.unitId(), file.unitName(), clock.instant()));
        });
    }

    RepairCase required(String caseNumber) {
        return repairs.findById(caseNumber).orElseThrow(() -> new RuleViolation("caseNumber", "案件 " + caseNumber + " 没有维修事项"));
    }

    /**
     * Writes down a securing measure at an emergency (AMB-58). The measure may have begun before, never in the future.
     */
    public void secured(String caseNumber, Answers answers, Actor actor) {
        LocalDateTime beganAt = answers.dateTime("securingBeganAt");
        if (beganAt.isAfter(LocalDateTime.now(clock))) {
            throw new RuleViolation("securingBeganAt", "紧急处置的开始时间不能晚于现在");
        }
        RepairCase repair = ofCase(caseNumber);
        repair.hint(repair.classHint(), true);
        repair.secured(answers.text("securingMeasure"), beganAt.atZone(clock.getZone()).toInstant(), actor.login());
        cases.note(caseNumber, actor, NOTE, "紧急处置：" + answers.text("securingMeasure") + "（费用审批须在开始后 "
                + tables.limit("cost-emergency").limit().label() + "内补办）", "AS-COS-04");
    }

    /**
     * What the table proposes: class and executor by warranty and agreement (AS-DSP-03, AS-DSP-05, AMB-81).
     */
    void propose(RepairCase repair, Warranty warranty) {
        RepairTables.Route route = tables.route(warranty.status().name(), agreements.repairTeamServes(repair.site()));
        repair.propose(route.orderClass(), route.executor());
    }

    /** The warranty of an item on the day on which the case was registered (AS-INT-06). */
    Warranty warranty(CaseView file, String itemCode) {
        return file.unitId() == null ? new Warranty(Warranty.Status.UNKNOWN, null)
                : customers.warrantyOn(file.unitId(), itemCode == null ? WarrantyItem.OTHER : itemCode, file.openedAt().atZone(clock.getZone()).toLocalDate());
    }

    /**
     * The manager confirms or changes class and executor.
     *
     * @return whether a cost has to be approved before the work begins: not where the contractor owes it at its own cost (AMB-91)
     * @throws RuleViolation when the proposal is left without a reason
     */
    public boolean confirmClass(String caseNumber, Answers answers, Actor actor) {
        RepairCase repair = required(caseNumber);
        String orderClass = answers.text("orderClass");
        Executor executor = Executor.valueOf(answers.text("executor"));
        boolean changed = !orderClass.equals(repair.proposedClass()) || executor != repair.proposedExecutor();
        String reason = answers.textOr("overrideReason", null);
        if (changed && reason == null) {
            throw new RuleViolation("overrideReason", "与建议的 " + repair.proposedClass() + " 类、" + repair.proposedExecutor().label() + "不同，请说明理由");
        }
        String agreement = agreements.inForce(repair.site(), LocalDate.now(clock)).stream().findFirst()
                .map(RepairAgreements.Agreement::number).orElse(null);
        repair.confirm(orderClass, executor, changed ? reason : null, agreement, actor.login(), clock.instant());
        cases.note(caseNumber, actor, NOTE, "确认为 " + orderClass + " 类（" + ("A".equals(orderClass) ? "保修任务" : "保修期外由公司承担") + "），由"
                + executor.label() + "维修" + (changed ? "，与建议不同：" + reason : ""), "AS-DSP-03 AS-DSP-05");
        return !repair.atContractorsCost();
    }

    /** The cost was refused and the repair is given up; the customer has been told how and why. */
    public void giveUp(String caseNumber, Answers answers, Actor actor) {
        String reason = answers.text("giveUpReason");
        dropCosts(caseNumber);
        cases.note(caseNumber, actor, NOTE, "放弃维修：" + reason + "；已告知客户：" + answers.text("toldCustomer"), "AS-COS-04 AS-INT-04");
        finish(caseNumber, "CANCELLED", reason, null, actor);
    }

    /**
     * The manager decides what follows from an emergency cost that was refused after the work had begun: a revised request, or none, and then the whole
     * final amount must be approved (AMB-12).
     *
     * @return REVISE or LEAVE
     */
    public String decideEmergencyRefusal(String caseNumber, Answers answers, Actor actor) {
        String decision = answers.text("emergencyDecision");
        cases.note(caseNumber, actor, NOTE, ("REVISE".equals(decision) ? "紧急处置费用修改后再报：" : "紧急处置费用不再补办，完工后按实际费用审批：")
                + answers.text("emergencyNote"), "AS-COS-04");
        return decision;
    }

    /** The survey found that the company does not owe the repair; the caller passes the matter on. */
    void notOurs(RepairCase repair, ResponsibleParty responsible, String findings, Actor actor) {
        finish(repair.getId(), "NOT_COMPANY", "责任单位为" + responsible.label() + "：" + findings, null, actor);
    }

    /**
     * Ends the repair. A repair that is a case of its own is written off with it (AS-SWO-04); one that goes with a call or visit leaves that to the intake.
     *
     * @param satisfaction 1 to 5 from the callback, {@code null} where the customer could not be reached
     */
    public void finish(String caseNumber, String outcome, String reason, Integer satisfaction, Actor actor) {
        RepairCase repair = ofCase(caseNumber);
        if (!"DONE".equals(outcome)) {
            dropCosts(caseNumber);
        }
        repair.finish(outcome, reason, satisfaction, clock.instant());
        cases.handling(caseNumber, handling(outcome, reason));
        CaseView file = cases.view(caseNumber);
        if (file.kind() == CaseKind.REPAIR && file.isOpen()) {
            cases.close(caseNumber, outcome, "DONE".equals(outcome) ? "已完成" : ending(outcome), actor);
        }
    }

    /** The procedure has ended before the repair did, because the customer took the matter back: nothing of it stays open. */
    public void settle(String caseNumber) {
        repairs.findById(caseNumber).filter(repair -> !repair.isFinished()).ifPresent(repair -> {
            dropCosts(caseNumber);
            orders.findFirstByCaseNumberOrderByRoundDesc(caseNumber).ifPresent(RepairOrder::withdraw);
            repair.finish("CANCELLED", "案件撤回", null, clock.instant());
        });
    }

    private static String handling(String outcome, String reason) {
        return "DONE".equals(outcome) ? ending(outcome) : ending(outcome) + "：" + reason;
    }

    private static String ending(String outcome) {
        return switch (outcome) {
            case "DONE" -> "维修已完成";
            case "NOT_COMPANY" -> "不属本公司维修责任";
            default -> "维修已取消";
        };
    }

    private void dropCosts(String caseNumber) {
        costs.findByCaseNumberOrderById(caseNumber).forEach(RepairCost::drop);
    }

    /** All costs of the case, the oldest first. */
    @Transactional(readOnly = true)
    public List<CostView> costs(String caseNumber) {
        return costs.findByCaseNumberOrderById(caseNumber).stream().map(RepairCost::view).toList();
    }
}
