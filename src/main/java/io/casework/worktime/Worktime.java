package io.casework.worktime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;

/** Working time by the calendar in force: deadlines, reminders, and why they fall where they fall. Never older than 30 seconds. */
@Service
public class Worktime {

    private final CalendarCache cache;
    private final Clock clock;

    Worktime(CalendarCache cache, Clock clock) {
        this.cache = cache;
        this.clock = clock;
    }

    /** The calendar in force, for several reckonings that must agree with each other. */
    public WorkCalendar calendar() {
        return cache.current();
    }

    /**
     * The calendar as it is committed now, read anew, or as the running transaction has changed it: for work over many cases that must not
     * go by what this node last looked up.
     */
    public WorkCalendar newestCalendar() {
        return cache.newest();
    }

    /** The end of a limit that begins at {@code start}. */
    public Instant dueAt(Instant start, Limit limit) {
        return calendar().dueAt(start, limit);
    }

    /**
     * The end of a limit that must not come before another limit of the same case (AMB-83: the week of a complaint never ends before
     * its feedback).
     */
    public Instant dueAt(Instant start, Limit limit, Instant notBefore) {
        Instant due = dueAt(start, limit);
        return due.isBefore(notBefore) ? notBefore : due;
    }

    /** The end of a limit, with the years that may still move it. */
    public Deadline deadline(Instant start, Limit limit) {
        WorkCalendar calendar = calendar();
        Instant due = calendar.dueAt(start, limit);
        return new Deadline(start, limit, due, calendar.unannouncedYears(start, due));
    }

    /**
     * When to remind: the moment at which {@code percent} of the working time between start and end has passed, always in working
     * time and before {@code due}, except where no working time lies between the two (see {@link WorkCalendar#fractionPoint}).
     *
     * @param percent 1 to 99, usually 75
     * @throws io.casework.platform.RuleViolation when the percentage is out of range
     */
    public Instant reminderAt(Instant start, Instant due, int percent) {
        return calendar().fractionPoint(start, due, percent);
    }

    /** The working time in [{@code from}, {@code to}). */
    public Duration workingTimeBetween(Instant from, Instant to) {
        return calendar().workingTimeBetween(from, to);
    }

    /** Says in Chinese, day by day, why a deadline falls where it falls. */
    public Explanation explain(Instant start, Limit limit) {
        return new Explainer(calendar()).explain(start, limit);
    }

    /** What an administrator has to know: a schedule missing for this year, or from November on for the next. Empty when all is well. */
    public List<String> warnings() {
        WorkCalendar calendar = calendar();
        LocalDate today = LocalDate.now(clock);
        List<String> warnings = new ArrayList<>();
        if (!calendar.isAnnounced(today.getYear())) {
            warnings.add(Explainer.unannounced(today.getYear()));
        }
        if (today.getMonthValue() >= 11 && !calendar.isAnnounced(today.getYear() + 1)) {
            warnings.add(Explainer.unannounced(today.getYear() + 1) + "请在国务院办公厅公布后及时导入。");
        }
        return warnings;
    }
}
