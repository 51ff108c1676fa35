package io.casework.contact;

import io.casework.casefile.Actor;
import io.casework.casefile.Answers;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.notification.NoticeRequest;
import io.casework.notification.Notices;
import io.casework.platform.ChineseTime;
import io.casework.platform.RuleViolation;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The service work order from filling to writing off (AS-SWO), and its transfer when the agreed time passes (AS-OVD). */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class WorkOrders {

    private final WorkOrderRepository orders;
    private final CategoryRecords records;
    private final CaseFiles cases;
    private final Notices notices;
    private final Clock clock;

    WorkOrders(WorkOrderRepository orders, CategoryRecords records, CaseFiles cases, Notices notices, Clock clock) {
        this.orders = orders;
        this.records = records;
        this.cases = cases;
        this.notices = notices;
        this.clock = clock;
    }

    /** Fills the order from the call (AS-SWO-01). The agreed time must lie ahead (AS-SWO-02); field {@code agreedTime}. */
    public void issue(String caseNumber, Answers answers, Actor actor) {
        Instant agreed = ahead("agreedTime", "约定上门时间", answers);
        orders.save(new WorkOrder(caseNumber, answers.text("repairRequested"), agreed, answers.textIfAny("accessNote").orElse(null),
                clock.instant(), actor.login()));
        cases.note(caseNumber, actor, "WORK_ORDER", "开出《服务工作单》，约定 " + ChineseTime.minute(agreed) + " 上门", "AS-SWO-01 AS-SWO-02");
    }

    /** What the equipment department did or could not do. A completion in the future is refused; field {@code finishedAt}. */
    public void report(String caseNumber, Answers answers, Actor actor) {
        Instant finished = answers.dateTimeIfAny("finishedAt").map(ChineseTime::instant).orElse(null);
        if (finished != null && finished.isAfter(clock.instant())) {
            throw new RuleViolation("finishedAt", "完工时间不能晚于现在");
        }
        required(caseNumber).workReported(answers.text("workDone"), answers.textIfAny("worker").orElse(null), finished);
        String what = switch (answers.text("workResult")) {
            case "REPAIRED" -> "已修复";
            case "RESCHEDULE" -> "需改约";
            case "NO_ACCESS" -> "进不了门";
            default -> "不属设备管理部";
        };
        cases.note(caseNumber, actor, "WORK_REPORTED", "上门维修：" + what + "。" + answers.text("workDone"), "AS-SWO-02");
    }

    /** A new time agreed with the customer, or the customer gives the repair up; field {@code agreedTime}. */
    public void agreeAnew(String caseNumber, Answers answers, Actor actor) {
        WorkOrder order = required(caseNumber);
        if (answers.yes("customerCancels")) {
            order.end(WorkOrder.State.CANCELLED);
            closeEngineeringRecord(caseNumber, "客户取消报修", actor);
            cases.handling(caseNumber, "客户取消报修：" + answers.text("contactNote"));
            cases.note(caseNumber, actor, "WORK_ORDER_CANCELLED", "客户取消报修：" + answers.text("contactNote"), "AS-SWO-02");
            return;
        }
        Instant agreed = ahead("agreedTime", "新的约定时间", answers);
        order.agreeAnew(agreed);
        cases.note(caseNumber, actor, "RESCHEDULED", "改约 " + ChineseTime.minute(agreed) + "：" + answers.text("contactNote"), "AS-SWO-02");
    }

    /** The agreed time has passed with the work unfinished: into the engineering category record, and those concerned are told (AS-OVD-01). */
    public void transferOverdue(String caseNumber, Actor actor) {
        WorkOrder order = required(caseNumber);
        order.markOverdue();
        CategoryRecord record = records.open(caseNumber,
                CategoryRecords.Entry.of(CategoryKind.ENGINEERING, order.view().repairRequested(), null), actor);
        CaseView view = cases.view(caseNumber);
        notices.send(NoticeRequest.of("work-order-overdue", "work-order-overdue:" + record.id() + ":" + order.view().agreedTime())
                .about(caseNumber, view.site()).toPosts("clerk", "service-supervisor", "equipment")
                .with("unitName", view.home()).with("customerName", view.customerName()).with("matter", view.matter())
                .with("agreedAt", ChineseTime.minute(order.view().agreedTime())).build());
    }

    /** A tracking entry on the engineering record (AS-OVD-02). */
    public void track(String caseNumber, Answers answers, Actor actor) {
        CategoryRecord record = records.required(caseNumber, CategoryKind.ENGINEERING);
        records.track(record.id(), answers.text("progress"), answers.dateTimeIfAny("expectedAt").map(ChineseTime::instant).orElse(null), actor);
        cases.note(caseNumber, actor, "TRACKED", "跟踪超时维修：" + answers.text("progress"), "AS-OVD-02");
    }

    /** Writes the result into the handling column (AS-SWO-03); where the customer does not confirm, the order goes back for rework. */
    public void writeBack(String caseNumber, Answers answers, Actor actor) {
        WorkOrder order = required(caseNumber);
        cases.handling(caseNumber, answers.text("handling"));
        if (answers.yes("customerConfirms")) {
            order.writtenBack(clock.instant(), actor.login());
            cases.note(caseNumber, actor, "HANDLING", "处理情况：" + answers.text("handling"), "AS-SWO-03");
        } else {
            order.sendBackForRework();
            cases.note(caseNumber, actor, "REWORK", "客户未确认，退回返修：" + answers.text("reworkReason"), "AS-SWO-03");
        }
    }

    /** The order is done; an engineering record that was opened for it is closed with it (AS-OVD-02). */
    public void close(String caseNumber, Actor actor) {
        WorkOrder order = required(caseNumber);
        order.end(WorkOrder.State.DONE);
        closeEngineeringRecord(caseNumber, "维修完成：" + order.view().workDone(), actor);
    }

    /** Not a matter of the equipment department: back to classification. */
    public void giveBack(String caseNumber, Actor actor) {
        WorkOrder order = required(caseNumber);
        order.end(WorkOrder.State.RETURNED);
        closeEngineeringRecord(caseNumber, "退回重新分类", actor);
        cases.note(caseNumber, actor, "RETURNED", "服务工作单退回重新分类：" + order.view().workDone(), "AS-INT-05");
    }

    /** The newest order of a case. */
    @Transactional(readOnly = true)
    public Optional<WorkOrderView> latest(String caseNumber) {
        return orders.findFirstByCaseNumberOrderByIdDesc(caseNumber).map(WorkOrder::view);
    }

    private void closeEngineeringRecord(String caseNumber, String result, Actor actor) {
        records.latest(caseNumber, CategoryKind.ENGINEERING).ifPresent(record -> records.close(record.id(), result, actor));
    }

    private WorkOrder required(String caseNumber) {
        return orders.findFirstByCaseNumberOrderByIdDesc(caseNumber)
                .orElseThrow(() -> new RuleViolation("案件 " + caseNumber + " 没有服务工作单"));
    }

    private Instant ahead(String field, String label, Answers answers) {
        return FutureTime.required(field, label, answers, clock);
    }
}
