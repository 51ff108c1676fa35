package io.casework.repair;

import io.casework.casefile.Actor;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.customer.Customers;
import io.casework.notification.NoticeRequest;
import io.casework.notification.Notices;
import io.casework.platform.ChineseTime;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The interim answer to the customer while a repair takes longer (AMB-85, AS-INT-04). */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class RepairProgress {

    private final RepairSurveys surveys;
    private final RepairCosts costs;
    private final RepairOrders orders;
    private final CaseFiles cases;
    private final Customers customers;
    private final Notices notices;

    RepairProgress(RepairSurveys surveys, RepairCosts costs, RepairOrders orders, CaseFiles cases, Customers customers, Notices notices) {
        this.surveys = surveys;
        this.costs = costs;
        this.orders = orders;
        this.cases = cases;
        this.customers = customers;
        this.notices = notices;
    }

    /** Tells the customer where the repair stands; one without a phone number, or who refuses to be contacted, is left to the clerks. */
    public void tellCustomer(String caseNumber) {
        CaseView file = cases.view(caseNumber);
        String progress = words(caseNumber);
        String obstacle = file.customerPhone() == null || file.customerPhone().isBlank() ? "客户无电话"
                : customers.contactRefused(file.customerId()) ? "客户不愿接受短信联系" : null;
        NoticeRequest.Builder notice = obstacle == null
                ? NoticeRequest.of("customer-interim", "repair-interim:" + caseNumber).toCustomer(file.customerPhone(), false)
                : NoticeRequest.of("repair-interim-call", "repair-interim:" + caseNumber).toPosts("clerk");
        notices.send(notice.about(caseNumber, file.site()).with("customerName", file.customerName()).with("matter", file.matter())
                .with("unitName", file.home()).with("progress", progress).build());
        cases.note(caseNumber, Actor.SYSTEM, Repairs.NOTE, (obstacle == null ? "已告知客户进展：" : obstacle + "，已转客服人员告知进展：") + progress, "AS-INT-04");
    }

    /** Where the repair stands, in words for the customer. */
    @Transactional(readOnly = true)
    public String words(String caseNumber) {
        return orders.latest(caseNumber).map(this::words).orElseGet(() -> costs.latest(caseNumber).map(cost -> switch (cost.decision()) {
            case PENDING -> "已完成现场勘察，正在审批维修费用";
            case APPROVED -> "维修费用已批准，正在安排维修";
            default -> "已完成现场勘察，正在调整维修方案";
        }).orElseGet(() -> surveys.latest(caseNumber).map(survey -> switch (survey.result()) {
            case "HELD" -> "已完成现场勘察，正在确定维修方案";
            case "NO_ACCESS" -> "勘察时未能入户，将与您另约时间";
            default -> "已约定 " + ChineseTime.day(survey.plannedAt()) + " 现场勘察";
        }).orElse("已受理，正在安排现场勘察")));
    }

    private String words(OrderView order) {
        return switch (order.state()) {
            case OPEN -> "正在维修，预计 " + ChineseTime.day(order.agreedDueAt() != null ? order.agreedDueAt() : order.dueAt()) + " 前完工";
            case FINISHED -> "维修已完工，正在检验";
            case ACCEPTED -> "维修已验收";
            case REWORK -> "检验后正在安排返工";
            case CANNOT, NOT_PERFORMED -> "正在安排施工单位维修";
            case WITHDRAWN -> "维修已撤回";
        };
    }
}
