package io.casework.worktime;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The clock of one case: when it stood still, and what that means for its times. Pure; a pause that is still open counts up to the
 * moment asked for.
 *
 * @param pauses in order of their beginning, never overlapping
 */
public record CaseClock(String caseNumber, List<ClockPause> pauses) {

    /** Orders the pauses. */
    public CaseClock {
        pauses = pauses.stream().sorted(Comparator.comparing(ClockPause::pausedAt)).toList();
    }

    /** Whether the clock stands still now. */
    public boolean isPaused() {
        return pauses.stream().anyMatch(ClockPause::isOpen);
    }

    /** Gross, paused and net working time in [{@code from}, {@code to}). */
    public CaseTimes times(WorkCalendar calendar, Instant from, Instant to) {
        return new CaseTimes(calendar.workingTimeBetween(from, to), pausedWorkingTime(calendar, from, to));
    }

    /** Working time in [{@code from}, {@code to}) without the pauses: gross minus paused. */
    public Duration netWorkingTime(WorkCalendar calendar, Instant from, Instant to) {
        return times(calendar, from, to).net();
    }

    /**
     * The end of a limit, moved by every pause that began before it: by the working time of the pause, or by its time on the clock
     * for a limit in clock hours. A pause that begins after the end was reached heals nothing.
     *
     * @param asOf up to where an open pause counts, usually now
     */
    public Instant dueAt(WorkCalendar calendar, Instant start, Limit limit, Instant asOf) {
        Instant due = calendar.dueAt(start, limit);
        for (ClockPause pause : pauses) {
            Instant begin = pause.pausedAt().isAfter(start) ? pause.pausedAt() : start;
            Instant end = pause.isOpen() ? asOf : pause.resumedAt();
            if (begin.isBefore(due) && begin.isBefore(end)) {
                due = limit.unit() == LimitUnit.CLOCK_HOURS
                        ? due.plus(Duration.between(begin, end))
                        : calendar.plusWorkingTime(due, calendar.workingTimeBetween(begin, end));
            }
        }
        return due;
    }

    private Duration pausedWorkingTime(WorkCalendar calendar, Instant from, Instant to) {
        Duration sum = Duration.ZERO;
        for (ClockPause pause : pauses) {
            Instant begin = pause.pausedAt().isAfter(from) ? pause.pausedAt() : from;
            Instant end = pause.isOpen() || pause.resumedAt().isAfter(to) ? to : pause.resumedAt();
            if (begin.isBefore(end)) {
                sum = sum.plus(calendar.workingTimeBetween(begin, end));
            }
        }
        return sum;
    }
}
