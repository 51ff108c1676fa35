package io.casework.worktime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What must hold for every calendar and every moment: order, sums and inverses. */
class WorkCalendarPropertiesTest {

    @Property(tries = 400)
    void laterStartsNeverEndEarlier(
            @ForAll("calendars") WorkCalendar calendar, @ForAll("moments") Instant start, @ForAll("stretches") Duration later,
            @ForAll("limits") Limit limit) {
        assertThat(calendar.dueAt(start.plus(later), limit)).isAfterOrEqualTo(calendar.dueAt(start, limit));
    }

    @Property(tries = 400)
    void longerLimitsNeverEndEarlierAndAllEndAfterTheirStart(
            @ForAll("calendars") WorkCalendar calendar, @ForAll("moments") Instant start, @ForAll("limits") Limit limit) {
        Instant due = calendar.dueAt(start, limit);
        assertThat(due).isAfter(start);
        assertThat(calendar.dueAt(start, new Limit(limit.amount() + 1, limit.unit()))).isAfterOrEqualTo(due);
    }

    @Property(tries = 400)
    void workingDaysAddUp(
            @ForAll("calendars") WorkCalendar calendar, @ForAll("moments") Instant start,
            @ForAll @IntRange(min = 1, max = 40) int some, @ForAll @IntRange(min = 1, max = 40) int more) {
        assertThat(calendar.plusWorkingDays(calendar.plusWorkingDays(start, some), more))
                .isEqualTo(calendar.plusWorkingDays(start, some + more));
    }

    @Property(tries = 400)
    void workingTimeAddsUp(
            @ForAll("calendars") WorkCalendar calendar, @ForAll("moments") Instant start,
            @ForAll("workingTimes") Duration some, @ForAll("workingTimes") Duration more) {
        assertThat(calendar.plusWorkingTime(calendar.plusWorkingTime(start, some), more))
                .isEqualTo(calendar.plusWorkingTime(start, some.plus(more)));
    }

    @Property(tries = 400)
    void addingWorkingTimeIsUndoneByMeasuringIt(
            @ForAll("calendars") WorkCalendar calendar, @ForAll("moments") Instant start, @ForAll("workingTimes") Duration time) {
        assertThat(calendar.workingTimeBetween(start, calendar.plusWorkingTime(start, time))).isEqualTo(time);
    }

    @Property(tries = 400)
    void measuringIsUndoneByAddingUpToIdleTime(
            @ForAll("calendars") WorkCalendar calendar, @ForAll("moments") Instant start, @ForAll("stretches") Duration stretch) {
        Instant end = start.plus(stretch);
        Instant back = calendar.plusWorkingTime(start, calendar.workingTimeBetween(start, end));
        assertThat(back).isBeforeOrEqualTo(end);
        assertThat(calendar.workingTimeBetween(back, end)).isZero();
    }

    @Property(tries = 400)
    void measuredTimeAddsUpInAnyOrder(
            @ForAll("calendars") WorkCalendar calendar, @ForAll("moments") Instant a, @ForAll("moments") Instant b,
            @ForAll("moments") Instant c) {
        assertThat(calendar.workingTimeBetween(a, b).plus(calendar.workingTimeBetween(b, c)))
                .isEqualTo(calendar.workingTimeBetween(a, c));
        assertThat(calendar.workingTimeBetween(a, b)).isEqualTo(calendar.workingTimeBetween(b, a).negated());
    }

    @Property(tries = 100)
    void measuredTimeIsTheNumberOfOpenMinutes(
            @ForAll("calendars") WorkCalendar calendar, @ForAll("moments") Instant start, @ForAll @IntRange(max = 7_000) int minutes) {
        Instant from = Instant.ofEpochSecond(start.getEpochSecond() / 60 * 60);
        long open = 0;
        for (int i = 0; i < minutes; i++) {
            if (calendar.isWorkingTime(from.plus(Duration.ofMinutes(i)))) {
                open++;
            }
        }
        assertThat(calendar.workingTimeBetween(from, from.plus(Duration.ofMinutes(minutes)))).isEqualTo(Duration.ofMinutes(open));
    }

    @Property(tries = 400)
    void nextOpeningIsOpenAndNothingWasMissed(@ForAll("calendars") WorkCalendar calendar, @ForAll("moments") Instant time) {
        Instant opening = calendar.nextOpening(time);
        assertThat(calendar.isWorkingTime(opening)).isTrue();
        assertThat(calendar.workingTimeBetween(time, opening)).isZero();
        assertThat(calendar.nextOpening(opening)).isEqualTo(opening);
    }

    @Property(tries = 400)
    void remindersComeInWorkingTimeBeforeTheEndAndInOrder(
            @ForAll("calendars") WorkCalendar calendar, @ForAll("moments") Instant start, @ForAll("limits") Limit limit,
            @ForAll @IntRange(min = 1, max = 98) int percent) {
        Instant due = calendar.dueAt(start, limit);
        Instant reminder = calendar.fractionPoint(start, due, percent);
        assertThat(calendar.isWorkingTime(reminder)).isTrue();
        assertThat(reminder).isAfterOrEqualTo(start).isBeforeOrEqualTo(calendar.fractionPoint(start, due, percent + 1));
        if (!calendar.workingTimeBetween(start, due).isZero()) {
            assertThat(reminder).isBefore(due);
        }
    }

    @Property(tries = 400)
    void dayLimitsEndOnWorkingDays(
            @ForAll("calendars") WorkCalendar calendar, @ForAll("moments") Instant start, @ForAll @IntRange(min = 1, max = 60) int days) {
        Instant working = calendar.plusWorkingDays(start, days);
        Instant any = calendar.plusCalendarDays(start, days);
        // The last moment before the end belongs to the last day, also where the end is 24:00.
        assertThat(calendar.isWorkingDay(calendar.dateOf(working.minusNanos(1)))).isTrue();
        assertThat(calendar.isWorkingDay(calendar.dateOf(any.minusNanos(1)))).isTrue();
        assertThat(calendar.isWorkingTime(working.minusNanos(1))).isTrue();
        assertThat(any).isAfterOrEqualTo(start.plus(Duration.ofDays(days)));
    }

    @Property(tries = 200)
    void theExplanationCountsToTheSameEnd(
            @ForAll("calendars") WorkCalendar calendar, @ForAll("moments") Instant start, @ForAll("limits") Limit limit) {
        Explanation explanation = new Explainer(calendar).explain(start, limit);
        assertThat(explanation.due()).isEqualTo(calendar.dueAt(start, limit));
        List<String> lines = explanation.lines();
        String last = lines.get(lines.size() - 2);
        switch (limit.unit()) {
            case WORKING_DAYS -> assertThat(last).contains("第" + limit.amount() + "个工作日");
            case WORKING_HOURS -> assertThat(last).contains("累计" + limit.amount() + "小时。");
            case CALENDAR_DAYS -> assertThat(last).containsAnyOf("第" + limit.amount() + "天", "顺延到此日");
            case CLOCK_HOURS -> assertThat(lines).hasSize(2);
        }
    }

    @Provide
    Arbitrary<WorkCalendar> calendars() {
        return Arbitraries.of(
                Schedules.office(),
                // changing hours, six days in summer
                Schedules.with(List.of(
                        Schedules.week("2000-01-01", Schedules.OFFICE_DAY, 5),
                        Schedules.week("2025-05-01", List.of(WorkPeriod.of("08:30", "12:00"), WorkPeriod.of("14:30", "18:00")), 6),
                        Schedules.week("2025-10-01", Schedules.OFFICE_DAY, 5))),
                // from midnight on, periods that touch, every day of the week
                Schedules.with(List.of(Schedules.week("2000-01-01",
                        List.of(WorkPeriod.of("00:00", "06:00"), WorkPeriod.of("06:00", "10:30"), WorkPeriod.of("22:00", "23:59")), 7))),
                // one hour a week
                Schedules.with(List.of(Schedules.week("2000-01-01", List.of(WorkPeriod.of("10:00", "11:00")), 1))));
    }

    @Provide
    Arbitrary<Instant> moments() {
        Arbitrary<Instant> any = Arbitraries
                .longs().between(Schedules.at("2024-11-01 00:00").getEpochSecond(), Schedules.at("2027-03-01 00:00").getEpochSecond())
                .map(Instant::ofEpochSecond);
        // Edges of days and periods are where such arithmetic goes wrong.
        Arbitrary<Instant> edges = Combinators.combine(any, Arbitraries.of(0L, 32_400L, 43_200L, 48_600L, 63_000L), Arbitraries.of(-1L, 0L, 1L))
                .as((moment, second, by) -> moment.atZone(Schedules.SHANGHAI).toLocalDate().atStartOfDay(Schedules.SHANGHAI).toInstant()
                        .plusSeconds(second + by));
        return Arbitraries.oneOf(any, edges);
    }

    @Provide
    Arbitrary<Duration> stretches() {
        return Arbitraries.longs().between(0, Duration.ofDays(60).getSeconds()).map(Duration::ofSeconds);
    }

    @Provide
    Arbitrary<Duration> workingTimes() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(0, Duration.ofHours(60).getSeconds()).map(Duration::ofSeconds),
                Arbitraries.integers().between(0, 60).map(Duration::ofHours));
    }

    @Provide
    Arbitrary<Limit> limits() {
        return Combinators.combine(Arbitraries.integers().between(1, 50), Arbitraries.of(LimitUnit.class)).as(Limit::new);
    }
}
