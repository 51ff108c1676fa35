package io.casework.procedure.steps;

import io.casework.casefile.CaseFiles;
import io.casework.procedure.CaseDeadline;
import io.casework.procedure.Decisions;
import io.casework.procedure.ProcedureBean;
import io.casework.worktime.CaseClock;
import io.casework.worktime.CaseClocks;
import io.casework.worktime.Limit;
import io.casework.worktime.WorkCalendar;
import io.casework.worktime.Worktime;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Due dates and timers of the models. The figures stand in the decision table {@code deadlines}: limit, from when it runs, and at how many
 * per cent of the working time a reminder goes out. Everything is counted in working time unless the table says otherwise (AMB-84).
 */
@Component("deadline")
@ProcedureBean("期限：按决策表 deadlines 计算到期时间和提醒时间")
public class Deadlines {

    /** The decision table with all limits. */
    public static final String TABLE = "deadlines";

    private static final int DEFAULT_REMINDER_PERCENT = 75;

    private final Decisions decisions;
    private final Worktime worktime;
    private final CaseClocks clocks;
    private final CaseFiles cases;
    private final ObjectProvider<CaseDeadline> ownLimits;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Deadlines(Decisions decisions, Worktime worktime, CaseClocks clocks, CaseFiles cases, ObjectProvider<CaseDeadline> ownLimits, Clock clock,
            ApplicationEventPublisher events) {
        this.decisions = decisions;
        this.worktime = worktime;
        this.clocks = clocks;
        this.cases = cases;
        this.ownLimits = ownLimits;
        this.clock = clock;
        this.events = events;
    }

    /** A limit as it stands in the table. {@code fromCase}: it runs from the registration of the case rather than from the step. */
    record Row(Limit limit, boolean fromCase, int reminderPercent) {

        static Row of(Map<String, Object> entries) {
            Object percent = entries.get("remindPercent");
            return new Row(Limit.parse(String.valueOf(entries.get("limit"))), "CASE".equals(entries.get("start")),
                    percent == null ? DEFAULT_REMINDER_PERCENT : ((Number) percent).intValue());
        }

        /** The end of the limit, or the reminder of it. {@code asOf}: up to where a pause counts that is still open. */
        Instant moment(WorkCalendar calendar, CaseClock clock, Instant start, Instant asOf, boolean reminder) {
            Instant due = clock.dueAt(calendar, start, limit, asOf);
            return reminder ? calendar.fractionPoint(start, due, reminderPercent) : due;
        }
    }

    /** A timer has been set for a case whose clock stands still. */
    record TimerSetWhilePaused(String caseNumber) {
    }

    /** When the step must be done. */
    @ProcedureBean.Callable
    public Date due(DelegateExecution execution, String key) {
        return Date.from(dueAt(execution.getProcessBusinessKey(), key, clock.instant()));
    }

    /** When the limit is broken: the same moment as {@link #due}, for timers. */
    @ProcedureBean.Callable
    public Date breach(DelegateExecution execution, String key) {
        return timer(execution, key, false);
    }

    /** When to remind: at the table's percentage of the working time. */
    @ProcedureBean.Callable
    public Date reminder(DelegateExecution execution, String key) {
        return timer(execution, key, true);
    }

    /** When to remind of a time that was agreed with somebody: at 75 per cent of the working time from now. */
    @ProcedureBean.Callable
    public Date reminderOf(DelegateExecution execution, Date agreed) {
        Instant now = clock.instant();
        return Date.from(agreed.toInstant().isAfter(now) ? worktime.reminderAt(now, agreed.toInstant(), DEFAULT_REMINDER_PERCENT) : agreed.toInstant());
    }

    /** End of the limit for a step that began then; pauses of the case move it. */
    public Instant dueAt(String caseNumber, String key, Instant stepBegan) {
        return moment(caseNumber, clocks.clock(caseNumber), key, false, stepBegan);
    }

    /** Moment of the reminder for a step that began then. */
    public Instant reminderAt(String caseNumber, String key, Instant stepBegan) {
        return moment(caseNumber, clocks.clock(caseNumber), key, true, stepBegan);
    }

    /** The limit by the records of a room, where one answers for it. */
    Optional<CaseDeadline.Window> own(String caseNumber, String key) {
        return ownLimits.stream().filter(limit -> limit.serves(key)).findFirst().map(limit -> limit.window(caseNumber, key));
    }

    /** The end of a room's own limit, or the reminder of it. */
    static Instant moment(WorkCalendar calendar, CaseDeadline.Window window, boolean reminder) {
        return reminder && window.due().isAfter(window.start()) ? calendar.fractionPoint(window.start(), window.due(), window.remindPercent())
                : window.due();
    }

    /** A step can begin while the case's clock stands still; its timers must then stand still too. */
    private Date timer(DelegateExecution execution, String key, boolean reminder) {
        String caseNumber = execution.getProcessBusinessKey();
        CaseClock of = clocks.clock(caseNumber);
        if (of.isPaused()) {
            events.publishEvent(new TimerSetWhilePaused(caseNumber));
        }
        return Date.from(moment(caseNumber, of, key, reminder, clock.instant()));
    }

    private Instant moment(String caseNumber, CaseClock of, String key, boolean reminder, Instant stepBegan) {
        Optional<CaseDeadline.Window> own = own(caseNumber, key);
        if (own.isPresent()) {
            return moment(worktime.calendar(), own.get(), reminder);
        }
        Row row = Row.of(decisions.required(TABLE, Map.of("deadline", key)));
        Instant start = row.fromCase() ? cases.view(caseNumber).openedAt() : stepBegan;
        return row.moment(worktime.calendar(), of, start, clock.instant(), reminder);
    }
}
