package io.casework.worktime;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The published schedules, written down a second time and in another way than the seed, so that each checks the other. */
final class Schedules {

    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    static final List<WorkPeriod> OFFICE_DAY = List.of(WorkPeriod.of("09:00", "12:00"), WorkPeriod.of("13:30", "17:30"));

    static final String[] OFF = {
        "2025-01-01/2025-01-01", "2025-01-28/2025-02-04", "2025-04-04/2025-04-06", "2025-05-01/2025-05-05",
        "2025-05-31/2025-06-02", "2025-10-01/2025-10-08",
        "2026-01-01/2026-01-03", "2026-02-15/2026-02-23", "2026-04-04/2026-04-06", "2026-05-01/2026-05-05",
        "2026-06-19/2026-06-21", "2026-09-25/2026-09-27", "2026-10-01/2026-10-07"};

    static final String[] MAKEUP = {
        "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11",
        "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"};

    private Schedules() {
    }

    /** Office hours with the schedules of 2025 and 2026; 2027 not announced. */
    static WorkCalendar office() {
        return with(List.of(week("2000-01-01", OFFICE_DAY, 5)));
    }

    static WorkCalendar with(List<WorkWeek> weeks) {
        return WorkCalendar.of(SHANGHAI, weeks, days(),
                List.of(new CalendarYear(2025, true, "通知", null), new CalendarYear(2026, true, "通知", null),
                        new CalendarYear(2027, false, null, null)));
    }

    static WorkWeek week(String from, List<WorkPeriod> day, int daysPerWeek) {
        Map<DayOfWeek, List<WorkPeriod>> hours = new EnumMap<>(DayOfWeek.class);
        for (int i = 1; i <= daysPerWeek; i++) {
            hours.put(DayOfWeek.of(i), day);
        }
        return new WorkWeek(LocalDate.parse(from), hours, "");
    }

    static List<CalendarDay> days() {
        List<CalendarDay> days = new ArrayList<>();
        for (String range : OFF) {
            String[] ends = range.split("/");
            LocalDate.parse(ends[0]).datesUntil(LocalDate.parse(ends[1]).plusDays(1))
                    .forEach(date -> days.add(CalendarDay.of(date, DayKind.HOLIDAY, "假日", "通知")));
        }
        Stream.of(MAKEUP).forEach(date -> days.add(CalendarDay.of(LocalDate.parse(date), DayKind.MAKEUP_WORKDAY, "假日", "通知")));
        return days;
    }

    /** A moment written as {@code 2026-02-13 16:30}. */
    static Instant at(String time) {
        return LocalDateTime.parse(time.replace(' ', 'T')).atZone(SHANGHAI).toInstant();
    }
}
