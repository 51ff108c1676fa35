package io.casework.worktime;

import io.casework.platform.RuleViolation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Deadline arithmetic over weekly hours, holidays and make-up working days. Immutable and free of any framework.
 *
 * <p>Working time is a set of half-open intervals: at 12:00 sharp the morning is over. A result of adding is the earliest moment
 * at which the time has passed, so eight hours may end at 17:30, which is itself no longer working time. Dates before the first
 * weekly hours use those. A year that is not announced has no days of its own unless somebody entered some, so it counts
 * weekends only; {@link #unannouncedYears} tells which years a deadline depends on.
 */
public final class WorkCalendar {

    private final ZoneId zone;
    private final NavigableMap<LocalDate, WorkWeek> weeks;
    private final NavigableMap<LocalDate, CalendarDay> days;
    private final NavigableMap<Integer, CalendarYear> years;

    private WorkCalendar(ZoneId zone, Collection<WorkWeek> weeks, Collection<CalendarDay> days, Collection<CalendarYear> years) {
        this.zone = Objects.requireNonNull(zone);
        this.weeks = index(weeks, WorkWeek::validFrom);
        this.days = index(days, CalendarDay::date);
        this.years = index(years, CalendarYear::year);
        if (this.weeks.isEmpty()) {
            throw new IllegalArgumentException("a calendar needs weekly hours");
        }
    }

    /**
     * A calendar of these hours and days.
     *
     * @throws IllegalArgumentException when there are no weekly hours, or two entries for one date or year
     */
    public static WorkCalendar of(
            ZoneId zone, Collection<WorkWeek> weeks, Collection<CalendarDay> days, Collection<CalendarYear> years) {
        return new WorkCalendar(zone, weeks, days, years);
    }

    private static <K, V> NavigableMap<K, V> index(Collection<V> values, Function<V, K> key) {
        NavigableMap<K, V> map = new TreeMap<>();
        for (V value : values) {
            if (map.put(key.apply(value), value) != null) {
                throw new IllegalArgumentException("two entries for " + key.apply(value));
            }
        }
        return Collections.unmodifiableNavigableMap(map);
    }

    /** The zone in which days begin and end. */
    public ZoneId zone() {
        return zone;
    }

    /** All weekly hours, oldest first. */
    public List<WorkWeek> weeks() {
        return List.copyOf(weeks.values());
    }

    /** All years that have an entry, announced or not, oldest first. */
    public List<CalendarYear> years() {
        return List.copyOf(years.values());
    }

    /** The days of one year's schedule, in order. */
    public List<CalendarDay> days(int year) {
        return days.values().stream().filter(day -> day.year() == year).toList();
    }

    /** What the schedules say of a day, empty for an ordinary one. */
    public Optional<CalendarDay> day(LocalDate date) {
        return Optional.ofNullable(days.get(date));
    }

    /** The weekly hours that hold on a day. */
    public WorkWeek weekOn(LocalDate date) {
        Map.Entry<LocalDate, WorkWeek> entry = weeks.floorEntry(date);
        return (entry == null ? weeks.firstEntry() : entry).getValue();
    }

    /** The working periods of a day, in order; empty when nobody works. */
    public List<WorkPeriod> periodsOn(LocalDate date) {
        CalendarDay special = days.get(date);
        WorkWeek week = weekOn(date);
        if (special == null) {
            return week.on(date.getDayOfWeek());
        }
        return special.kind() == DayKind.HOLIDAY ? List.of() : week.normalDay();
    }

    /** Whether people work on a day. */
    public boolean isWorkingDay(LocalDate date) {
        return !periodsOn(date).isEmpty();
    }

    /** Whether the day of a moment is a working day and its first opening has come. */
    public boolean hasOpened(Instant now) {
        LocalDate today = dateOf(now);
        return isWorkingDay(today) && !now.isBefore(today.atTime(periodsOn(today).get(0).opens()).atZone(zone).toInstant());
    }

    /** Whether a moment lies in working time; the moment of closing does not. */
    public boolean isWorkingTime(Instant time) {
        return spans(dateOf(time)).stream().anyMatch(span -> span.contains(time));
    }

    /** Whether the schedule of a year has been published and entered. */
    public boolean isAnnounced(int year) {
        CalendarYear entry = years.get(year);
        return entry != null && entry.announced();
    }

    /** The years between two moments, both included, whose schedule is not published: a deadline over them is provisional. */
    public SortedSet<Integer> unannouncedYears(Instant from, Instant to) {
        return IntStream.rangeClosed(dateOf(from).getYear(), dateOf(to).getYear())
                .filter(year -> !isAnnounced(year))
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Close of business of the nth working day after the day of {@code start}, which is not counted whatever the hour (AMB-84):
     * 2026-02-13 16:30 plus 3 is 2026-02-25 17:30.
     *
     * @param workingDays at least 1
     */
    public Instant plusWorkingDays(Instant start, int workingDays) {
        requirePositive(workingDays);
        LocalDate date = dateOf(start);
        for (int left = workingDays; left > 0; ) {
            date = date.plusDays(1);
            if (isWorkingDay(date)) {
                left--;
            }
        }
        return closeOf(date);
    }

    /**
     * The earliest moment at which this much working time has passed; {@code start} itself for zero.
     *
     * @param time not negative
     */
    public Instant plusWorkingTime(Instant start, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("negative working time " + time);
        }
        Duration left = time;
        if (left.isZero()) {
            return start;
        }
        for (LocalDate date = dateOf(start); ; date = date.plusDays(1)) {
            for (Span span : spans(date)) {
                Instant from = later(span.from, start);
                if (from.isBefore(span.to)) {
                    Duration here = Duration.between(from, span.to);
                    if (left.compareTo(here) <= 0) {
                        return from.plus(left);
                    }
                    left = left.minus(here);
                }
            }
        }
    }

    /** The working time in [{@code from}, {@code to}); negative when {@code to} comes first. */
    public Duration workingTimeBetween(Instant from, Instant to) {
        if (to.isBefore(from)) {
            return workingTimeBetween(to, from).negated();
        }
        Duration sum = Duration.ZERO;
        LocalDate last = dateOf(to);
        for (LocalDate date = dateOf(from); !date.isAfter(last); date = date.plusDays(1)) {
            for (Span span : spans(date)) {
                Instant begin = later(span.from, from);
                Instant end = earlier(span.to, to);
                if (begin.isBefore(end)) {
                    sum = sum.plus(Duration.between(begin, end));
                }
            }
        }
        return sum;
    }

    /** The moment itself where it lies in working time, otherwise the next beginning of work. */
    public Instant nextOpening(Instant time) {
        for (LocalDate date = dateOf(time); ; date = date.plusDays(1)) {
            for (Span span : spans(date)) {
                if (time.isBefore(span.to)) {
                    return later(span.from, time);
                }
            }
        }
    }

    /**
     * The end of a limit in calendar days, the day of {@code start} not counted: 24:00 of the nth day (AMB-07), or the close of the
     * next working day where the nth day is a day of rest (AMB-83).
     *
     * @param calendarDays at least 1
     */
    public Instant plusCalendarDays(Instant start, int calendarDays) {
        requirePositive(calendarDays);
        LocalDate last = dateOf(start).plusDays(calendarDays);
        if (isWorkingDay(last)) {
            return last.plusDays(1).atStartOfDay(zone).toInstant();
        }
        while (!isWorkingDay(last)) {
            last = last.plusDays(1);
        }
        return closeOf(last);
    }

    /** The end of a limit that begins at {@code start}. */
    public Instant dueAt(Instant start, Limit limit) {
        return switch (limit.unit()) {
            case WORKING_DAYS -> plusWorkingDays(start, limit.amount());
            case WORKING_HOURS -> plusWorkingTime(start, Duration.ofHours(limit.amount()));
            case CALENDAR_DAYS -> plusCalendarDays(start, limit.amount());
            case CLOCK_HOURS -> start.plus(Duration.ofHours(limit.amount()));
        };
    }

    /**
     * The moment at which a share of the working time between start and end has passed, rounded down to the second and always inside
     * working time: where it would fall on the very end of work it is the next opening, which still lies before {@code due}. Where
     * no working time lies between the two, nothing can be said in time, and it is the first opening from {@code start} on.
     *
     * @param percent 1 to 99
     * @throws RuleViolation when the percentage is out of range
     */
    public Instant fractionPoint(Instant start, Instant due, int percent) {
        if (percent < 1 || percent > 99) {
            throw new RuleViolation("percent", "提醒时点应在期限的1%到99%之间，现为" + percent + "%");
        }
        if (!start.isBefore(due)) {
            return nextOpening(start);
        }
        Duration share = workingTimeBetween(start, due).multipliedBy(percent).dividedBy(100);
        return nextOpening(plusWorkingTime(start, Duration.ofSeconds(share.getSeconds())));
    }

    /** The day, in the zone of this calendar, on which a moment falls. */
    public LocalDate dateOf(Instant time) {
        return time.atZone(zone).toLocalDate();
    }

    /** The earliest day that two calendars know differently, empty when they are equal. An announcement counts from 1 January. */
    public Optional<LocalDate> firstDifference(WorkCalendar other) {
        List<LocalDate> different = new ArrayList<>();
        collectDifferences(weeks, other.weeks, WorkWeek::validFrom, different);
        collectDifferences(days, other.days, CalendarDay::date, different);
        collectDifferences(years, other.years, year -> LocalDate.of(year.year(), 1, 1), different);
        return different.stream().min(LocalDate::compareTo);
    }

    private static <K, V> void collectDifferences(
            Map<K, V> mine, Map<K, V> theirs, Function<V, LocalDate> date, List<LocalDate> into) {
        mine.forEach((key, value) -> {
            if (!value.equals(theirs.get(key))) {
                into.add(date.apply(value));
            }
        });
        theirs.forEach((key, value) -> {
            if (!mine.containsKey(key)) {
                into.add(date.apply(value));
            }
        });
    }

    /** The close of business of a working day. */
    Instant closeOf(LocalDate workingDay) {
        List<Span> spans = spans(workingDay);
        return spans.get(spans.size() - 1).to;
    }

    private List<Span> spans(LocalDate date) {
        List<WorkPeriod> periods = periodsOn(date);
        List<Span> spans = new ArrayList<>(periods.size());
        for (WorkPeriod period : periods) {
            spans.add(new Span(
                    date.atTime(period.opens()).atZone(zone).toInstant(),
                    date.atTime(period.closes()).atZone(zone).toInstant()));
        }
        return spans;
    }

    private static void requirePositive(int days) {
        if (days < 1) {
            throw new IllegalArgumentException("a limit has at least one day, not " + days);
        }
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WorkCalendar that
                && zone.equals(that.zone)
                && weeks.equals(that.weeks)
                && days.equals(that.days)
                && years.equals(that.years);
    }

    @Override
    public int hashCode() {
        return Objects.hash(zone, weeks, days, years);
    }

    private record Span(Instant from, Instant to) {

        boolean contains(Instant time) {
            return !time.isBefore(from) && time.isBefore(to);
        }
    }
}
