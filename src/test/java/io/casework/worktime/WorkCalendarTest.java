package io.casework.worktime;

import static io.casework.worktime.Schedules.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.platform.RuleViolation;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkCalendarTest {

    private final WorkCalendar calendar = Schedules.office();

    @ParameterizedTest
    @CsvSource({"2025, 248", "2026, 248"})
    void publishedYearsHaveTheirNumberOfWorkingDays(int year, int expected) {
        assertThat(workingDays(year)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11",
        "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"})
    void makeupDaysAreWeekendDaysWithTheHoursOfANormalDay(LocalDate date) {
        assertThat(date.getDayOfWeek()).isIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
        assertThat(calendar.periodsOn(date)).isEqualTo(Schedules.OFFICE_DAY);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-01-27, true", "2025-01-28, false", "2025-02-04, false", "2025-02-05, true",
        "2025-10-08, false", "2025-10-09, true",
        "2026-01-02, false", "2026-01-05, true", "2026-02-13, true", "2026-02-15, false", "2026-02-23, false", "2026-02-24, true",
        "2026-06-18, true", "2026-06-19, false", "2026-09-25, false", "2026-09-28, true", "2026-10-07, false", "2026-10-08, true",
        "2026-07-04, false", "2026-07-05, false", "2026-07-06, true"})
    void holidaysBeginAndEndAsPublished(LocalDate date, boolean working) {
        assertThat(calendar.isWorkingDay(date)).isEqualTo(working);
    }

    @ParameterizedTest
    @CsvSource({
        // AMB-84: over Spring Festival, with the make-up Saturday as the first working day
        "2026-02-13 16:30, 3, 2026-02-25 17:30",
        "2026-02-13 16:30, 1, 2026-02-14 17:30",
        "2026-02-14 09:00, 1, 2026-02-24 17:30",
        // the starting day does not count, whatever the hour
        "2026-07-06 00:00, 1, 2026-07-07 17:30",
        "2026-07-06 23:59, 1, 2026-07-07 17:30",
        "2026-07-10 18:00, 1, 2026-07-13 17:30",
        "2026-07-11 10:00, 1, 2026-07-13 17:30",
        "2026-07-12 23:59, 1, 2026-07-13 17:30",
        "2026-07-13 00:00, 1, 2026-07-14 17:30",
        "2026-07-06 09:00, 7, 2026-07-15 17:30",
        // National Day 2026: 8 and 9 October, then the make-up Saturday
        "2026-09-30 10:00, 3, 2026-10-10 17:30",
        // Christmas week 2026 into a year that is not announced
        "2026-12-31 10:00, 1, 2027-01-01 17:30"})
    void workingDaysEndAtTheCloseOfTheNthDay(String start, int days, String due) {
        assertThat(calendar.plusWorkingDays(at(start), days)).isEqualTo(at(due));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-06 09:00, 3, 2026-07-06 12:00",
        "2026-07-06 11:00, 2, 2026-07-06 14:30",
        "2026-07-06 12:00, 1, 2026-07-06 14:30",
        "2026-07-06 12:45, 1, 2026-07-06 14:30",
        "2026-07-06 09:00, 7, 2026-07-06 17:30",
        "2026-07-06 09:00, 8, 2026-07-07 10:00",
        "2026-07-10 17:00, 1, 2026-07-13 09:30",
        "2026-07-10 17:30, 1, 2026-07-13 10:00",
        "2026-07-12 23:30, 1, 2026-07-13 10:00",
        "2026-07-13 00:00, 1, 2026-07-13 10:00",
        "2026-02-14 16:30, 2, 2026-02-24 10:00"})
    void workingHoursSkipLunchNightsAndHolidays(String start, int hours, String due) {
        assertThat(calendar.plusWorkingTime(at(start), Duration.ofHours(hours))).isEqualTo(at(due));
    }

    @Test
    void noWorkingTimeAddedIsTheSameMoment() {
        assertThat(calendar.plusWorkingTime(at("2026-07-11 10:00"), Duration.ZERO)).isEqualTo(at("2026-07-11 10:00"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-06 09:00, 2026-07-06 17:30, PT7H",
        "2026-07-06 11:30, 2026-07-06 14:00, PT1H",
        "2026-07-06 12:00, 2026-07-06 13:30, PT0S",
        "2026-07-06 17:30, 2026-07-07 09:00, PT0S",
        "2026-07-10 16:30, 2026-07-13 10:00, PT2H",
        "2026-02-14 00:00, 2026-02-25 00:00, PT14H",
        "2026-07-06 17:30, 2026-07-06 09:00, PT-7H"})
    void workingTimeBetweenCountsOpenHoursOnly(String from, String to, Duration expected) {
        assertThat(calendar.workingTimeBetween(at(from), at(to))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-06 08:59:59, false", "2026-07-06 09:00, true", "2026-07-06 11:59:59, true", "2026-07-06 12:00, false",
        "2026-07-06 13:30, true", "2026-07-06 17:29:59, true", "2026-07-06 17:30, false",
        "2026-02-14 10:00, true", "2026-02-16 10:00, false"})
    void openingBelongsToWorkingTimeAndClosingDoesNot(String time, boolean open) {
        assertThat(calendar.isWorkingTime(at(time))).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-06 08:59, false", "2026-07-06 09:00, true", "2026-07-06 12:30, true", "2026-07-06 23:59, true",
        // a Saturday, a make-up Saturday, the national holidays
        "2026-07-04 10:00, false", "2026-02-14 09:00, true", "2026-10-05 10:00, false"})
    void aWorkingDayHasOpenedFromItsFirstOpeningToItsEnd(String time, boolean opened) {
        assertThat(calendar.hasOpened(at(time))).isEqualTo(opened);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-06 09:00, 2026-07-06 09:00", "2026-07-06 12:00, 2026-07-06 13:30", "2026-07-06 17:30, 2026-07-07 09:00",
        "2026-07-12 23:00, 2026-07-13 09:00", "2026-02-13 17:30, 2026-02-14 09:00", "2026-02-14 17:30, 2026-02-24 09:00"})
    void nextOpeningIsTheMomentItselfOrTheBeginningOfWork(String time, String opening) {
        assertThat(calendar.nextOpening(at(time))).isEqualTo(at(opening));
    }

    @ParameterizedTest
    @CsvSource({
        // AMB-07: 24:00 of the seventh day
        "2026-07-06 09:00, 7, 2026-07-14 00:00",
        "2026-07-06 23:59, 7, 2026-07-14 00:00",
        // AMB-83: Saturday and Sunday move to the close of Monday, holidays to the close of the day after
        "2026-07-04 10:00, 7, 2026-07-13 17:30",
        "2026-07-05 10:00, 7, 2026-07-13 17:30",
        "2026-02-13 16:30, 7, 2026-02-24 17:30",
        // a make-up Saturday is a working day
        "2026-02-07 10:00, 7, 2026-02-15 00:00",
        "2026-09-24 10:00, 7, 2026-10-08 17:30"})
    void calendarDaysEndAtMidnightOrMoveToTheNextWorkingDay(String start, int days, String due) {
        assertThat(calendar.plusCalendarDays(at(start), days)).isEqualTo(at(due));
    }

    @Test
    void everyUnitOfALimitHasItsOwnEnd() {
        assertThat(calendar.dueAt(at("2026-02-13 16:30"), Limit.workingDays(3))).isEqualTo(at("2026-02-25 17:30"));
        assertThat(calendar.dueAt(at("2026-02-13 16:30"), Limit.workingHours(3))).isEqualTo(at("2026-02-14 11:00"));
        assertThat(calendar.dueAt(at("2026-02-13 16:30"), Limit.calendarDays(3))).isEqualTo(at("2026-02-24 17:30"));
        assertThat(calendar.dueAt(at("2026-02-13 16:30"), Limit.clockHours(3))).isEqualTo(at("2026-02-13 19:30"));
    }

    @ParameterizedTest
    @CsvSource({
        // 28 hours between, 21 of them gone
        "2026-07-06 09:00, 2026-07-09 17:30, 75, 2026-07-09 09:00",
        // one hour left on Monday, seven on Tuesday: six gone is Tuesday 15:30
        "2026-07-06 16:30, 2026-07-07 17:30, 75, 2026-07-07 15:30",
        // would be exactly noon: the half-open morning is over
        "2026-07-06 09:00, 2026-07-06 14:30, 75, 2026-07-06 13:30",
        // registered on a Sunday night
        "2026-07-12 23:00, 2026-07-13 17:30, 50, 2026-07-13 14:00",
        // over Spring Festival: 22 hours, 16.5 of them gone
        "2026-02-13 16:30, 2026-02-25 17:30, 75, 2026-02-25 10:30"})
    void remindersFallIntoWorkingTime(String start, String due, int percent, String reminder) {
        assertThat(calendar.fractionPoint(at(start), at(due), percent)).isEqualTo(at(reminder));
    }

    @Test
    void withoutWorkingTimeBetweenTheReminderWaitsForTheOffice() {
        assertThat(calendar.fractionPoint(at("2026-07-11 10:00"), at("2026-07-11 14:00"), 75)).isEqualTo(at("2026-07-13 09:00"));
        assertThat(calendar.fractionPoint(at("2026-07-06 10:00"), at("2026-07-06 09:30"), 75)).isEqualTo(at("2026-07-06 10:00"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, -5})
    void aReminderOutsideTheLimitIsRefused(int percent) {
        assertThatThrownBy(() -> calendar.fractionPoint(at("2026-07-06 09:00"), at("2026-07-07 09:00"), percent))
                .isInstanceOf(RuleViolation.class).hasMessageContaining("1%到99%");
    }

    @Test
    void anUnannouncedYearCountsWeekendsOnlyAndIsFlagged() {
        assertThat(workingDays(2027)).isEqualTo(261);
        assertThat(calendar.unannouncedYears(at("2026-12-30 10:00"), at("2027-01-04 17:30"))).containsExactly(2027);
        assertThat(calendar.unannouncedYears(at("2026-12-30 10:00"), at("2026-12-31 23:59"))).isEmpty();
        assertThat(calendar.unannouncedYears(at("2026-12-31 10:00"), at("2028-01-04 17:30"))).containsExactly(2027, 2028);
    }

    @Test
    void weeklyHoursChangeOnTheirDay() {
        WorkCalendar summer = Schedules.with(List.of(
                Schedules.week("2000-01-01", Schedules.OFFICE_DAY, 5),
                Schedules.week("2026-05-01", List.of(WorkPeriod.of("08:30", "12:00"), WorkPeriod.of("14:30", "18:00")), 6),
                Schedules.week("2026-10-01", Schedules.OFFICE_DAY, 5)));
        assertThat(summer.plusWorkingDays(at("2026-04-29 10:00"), 1)).isEqualTo(at("2026-04-30 17:30"));
        assertThat(summer.plusWorkingDays(at("2026-04-30 10:00"), 1)).isEqualTo(at("2026-05-06 18:00"));
        assertThat(summer.isWorkingDay(LocalDate.parse("2026-07-11"))).isTrue();
        assertThat(summer.periodsOn(LocalDate.parse("1999-12-31"))).isEqualTo(Schedules.OFFICE_DAY);
        assertThat(summer.firstDifference(calendar)).contains(LocalDate.parse("2026-05-01"));
        assertThat(calendar.firstDifference(summer)).contains(LocalDate.parse("2026-05-01"));
        assertThat(calendar.firstDifference(Schedules.office())).isEmpty();
    }

    @Test
    void weeklyHoursThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new WorkWeek(LocalDate.parse("2026-01-01"), Map.of(), "")).hasMessage("每周至少要有一个工作时段");
        assertThatThrownBy(() -> WorkPeriod.of("12:00", "09:00")).hasMessageContaining("必须晚于上班时间");
        assertThatThrownBy(() -> new WorkWeek(LocalDate.parse("2026-01-01"),
                Map.of(DayOfWeek.MONDAY, List.of(WorkPeriod.of("13:00", "17:00"), WorkPeriod.of("09:00", "13:01"))), ""))
                .isInstanceOf(RuleViolation.class).hasMessage("星期一的工作时段 09:00–13:01 与 13:00–17:00 重叠");
    }

    @Test
    void limitsOfLessThanADayAreProgrammingErrors() {
        assertThatThrownBy(() -> calendar.plusWorkingDays(at("2026-07-06 09:00"), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> calendar.plusCalendarDays(at("2026-07-06 09:00"), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> calendar.plusWorkingTime(at("2026-07-06 09:00"), Duration.ofHours(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private long workingDays(int year) {
        return LocalDate.of(year, 1, 1).datesUntil(LocalDate.of(year + 1, 1, 1)).filter(calendar::isWorkingDay).count();
    }
}
