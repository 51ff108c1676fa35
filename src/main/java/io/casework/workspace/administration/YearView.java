package io.casework.workspace.administration;

import io.casework.worktime.CalendarDay;
import io.casework.worktime.DayKind;
import io.casework.worktime.WorkCalendar;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A year as twelve sheets of a wall calendar. */
final class YearView {

    private static final int WEEK = 7;
    private static final int MONTHS = 12;

    private YearView() {
    }

    /** A month: its weeks from Monday to Sunday, {@code null} for days of other months. */
    record Month(String title, List<List<Day>> weeks) {
    }

    /**
     * A day.
     *
     * @param kind class for its look: work, rest, holiday or makeup
     * @param mark 休 or 班 where a schedule says so, else empty
     * @param words date and meaning
     */
    record Day(LocalDate date, String kind, String mark, String words, boolean today) {
    }

    static List<Month> of(WorkCalendar calendar, int year, LocalDate today) {
        return IntStream.rangeClosed(1, MONTHS).mapToObj(month -> month(calendar, YearMonth.of(year, month), today)).toList();
    }

    private static Month month(WorkCalendar calendar, YearMonth month, LocalDate today) {
        List<List<Day>> weeks = new ArrayList<>();
        List<Day> week = new ArrayList<>();
        for (int i = 1; i < month.atDay(1).getDayOfWeek().getValue(); i++) {
            week.add(null);
        }
        for (int i = 1; i <= month.lengthOfMonth(); i++) {
            week.add(day(calendar, month.atDay(i), today));
            if (week.size() == WEEK) {
                weeks.add(week);
                week = new ArrayList<>();
            }
        }
        if (!week.isEmpty()) {
            while (week.size() < WEEK) {
                week.add(null);
            }
            weeks.add(week);
        }
        return new Month(month.getMonthValue() + "月", weeks);
    }

    private static Day day(WorkCalendar calendar, LocalDate date, LocalDate today) {
        CalendarDay special = calendar.day(date).orElse(null);
        boolean works = calendar.isWorkingDay(date);
        String words = date + "：" + (special == null ? works ? "工作日" : "休息日" : special.kind().label() + "（" + special.name() + "）")
                + (date.equals(today) ? "，今天" : "");
        if (special == null) {
            return new Day(date, works ? "work" : "rest", "", words, date.equals(today));
        }
        boolean holiday = special.kind() == DayKind.HOLIDAY;
        return new Day(date, holiday ? "holiday" : "makeup", holiday ? "休" : "班", words, date.equals(today));
    }
}
