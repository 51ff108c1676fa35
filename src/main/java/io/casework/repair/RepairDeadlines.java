package io.casework.repair;

import io.casework.casefile.CaseFiles;
import io.casework.procedure.CaseDeadline;
import io.casework.procedure.LimitMoved;
import io.casework.worktime.CaseClocks;
import io.casework.worktime.ClockResumed;
import io.casework.worktime.WorkCalendar;
import io.casework.worktime.WorkPeriod;
import io.casework.worktime.Worktime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Limits of a repair that run from its own records: the survey to the agreed visit (AS-SUR-01), the work from the issue of the order or to the extension that
 * the customer consented to (AS-SUR-06 to -08, AMB-08, AMB-91), the approval from the securing measure (AMB-58, AMB-92).
 */
@Component
class RepairDeadlines implements CaseDeadline {

    static final String SURVEY = "survey";
    static final String REPAIR = "repair";
    static final String EMERGENCY_APPROVAL = "cost-emergency";

    private final RepairCaseRepository repairs;
    private final SurveySheetRepository sheets;
    private final RepairOrderRepository orders;
    private final CaseFiles cases;
    private final CaseClocks clocks;
    private final Worktime worktime;
    private final RepairTables tables;

    RepairDeadlines(RepairCaseRepository repairs, SurveySheetRepository sheets, RepairOrderRepository orders, CaseFiles cases, CaseClocks clocks,
            Worktime worktime, RepairTables tables) {
        this.repairs = repairs;
        this.sheets = sheets;
        this.orders = orders;
        this.cases = cases;
        this.clocks = clocks;
        this.worktime = worktime;
        this.tables = tables;
    }

    @Override
    public boolean serves(String key) {
        return Set.of(SURVEY, REPAIR, EMERGENCY_APPROVAL).contains(key);
    }

    @Override
    @Transactional(readOnly = true)
    public Window window(String caseNumber, String key) {
        return switch (key) {
            case SURVEY -> survey(caseNumber);
            case REPAIR -> {
                RepairOrder order = orders.findFirstByCaseNumberOrderByRoundDesc(caseNumber)
                        .orElseThrow(() -> new IllegalStateException("case " + caseNumber + " has no dispatch order yet"));
                Instant due = order.agreedDueAt() != null ? order.agreedDueAt() : dueAt(caseNumber, order.issuedAt(), order.limitKey());
                yield new Window(order.limitBegan(), due, tables.limit(order.limitKey()).remindPercent());
            }
            case EMERGENCY_APPROVAL -> {
                Instant began = repairs.findById(caseNumber).map(RepairCase::securingBeganAt)
                        .orElseGet(() -> cases.view(caseNumber).openedAt());
                RepairTables.LimitRow row = tables.limit(key);
                yield new Window(began, clocks.dueAt(caseNumber, began, row.limit()), row.remindPercent());
            }
            default -> throw new IllegalArgumentException(key);
        };
    }

    private Window survey(String caseNumber) {
        Instant opened = cases.view(caseNumber).openedAt();
        RepairTables.LimitRow row = tables.limit(SURVEY);
        Instant due = clocks.dueAt(caseNumber, opened, row.limit());
        // A later visit that was agreed for a reason is what the leader is held to.
        Instant planned = sheets.findFirstByCaseNumberOrderByRoundDesc(caseNumber).map(SurveySheet::plannedAt).orElse(due);
        return planned.isAfter(due) ? new Window(opened, endOf(planned.atZone(worktime.calendar().zone()).toLocalDate()), row.remindPercent())
                : new Window(opened, due, row.remindPercent());
    }

    /** The end of the limit for work that begins now. */
    Instant dueAt(String caseNumber, Instant start, String limitKey) {
        return clocks.dueAt(caseNumber, start, tables.limit(limitKey).limit());
    }

    /** The close of business of a day; midnight on a day without business hours. */
    Instant endOf(LocalDate day) {
        WorkCalendar calendar = worktime.calendar();
        List<WorkPeriod> periods = calendar.periodsOn(day);
        return periods.isEmpty() ? day.plusDays(1).atStartOfDay(calendar.zone()).toInstant()
                : day.atTime(periods.get(periods.size() - 1).closes()).atZone(calendar.zone()).toInstant();
    }

    /** The calendar has changed: an open order that is not late yet is given the limit that its timer has. An extension that was agreed stands beside it. */
    @EventListener
    @Transactional
    public void on(LimitMoved limit) {
        if (REPAIR.equals(limit.key())) {
            openOrder(limit.caseNumber()).ifPresent(order -> {
                if (order.agreedDueAt() == null) {
                    order.dueAt(limit.due());
                }
                cases.dueAt(limit.caseNumber(), limit.due());
            });
        }
    }

    /** The case stood still: its order has the more time. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @Transactional
    public void on(ClockResumed event) {
        String caseNumber = event.pause().caseNumber();
        openOrder(caseNumber).ifPresent(order -> {
            order.dueAt(dueAt(caseNumber, order.issuedAt(), order.limitKey()));
            cases.dueAt(caseNumber, order.agreedDueAt() != null ? order.agreedDueAt() : order.dueAt());
        });
    }

    private Optional<RepairOrder> openOrder(String caseNumber) {
        return orders.findFirstByCaseNumberOrderByRoundDesc(caseNumber).filter(order -> order.state() == OrderState.OPEN);
    }
}
