package io.casework.worktime;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Says in words, day by day, how a deadline came about. Reads the same calendar as the arithmetic, so the two cannot part. */
final class Explainer {

    private final WorkCalendar calendar;

    Explainer(WorkCalendar calendar) {
        this.calendar = calendar;
    }

    Explanation explain(Instant start, Limit limit) {
        Instant due = calendar.dueAt(start, limit);
        List<String> lines = new ArrayList<>();
        lines.add(Wording.moment(start.atZone(calendar.zone())) + "（" + Wording.weekday(calendar.dateOf(start).getDayOfWeek())
                + "）起算，期限" + limit.label()
                + switch (limit.unit()) {
                    case WORKING_DAYS, CALENDAR_DAYS -> "，当日不计入。";
                    case WORKING_HOURS -> "，只计工作时间。";
                    case CLOCK_HOURS -> "，昼夜连续计时，不论是否工作时间。";
                });
        switch (limit.unit()) {
            case WORKING_DAYS -> countWorkingDays(start, due, lines);
            case WORKING_HOURS -> countWorkingTime(start, due, lines);
            case CALENDAR_DAYS -> countCalendarDays(start, due, limit, lines);
            case CLOCK_HOURS -> { }
        }
        lines.add("期限届满：" + Wording.end(due.atZone(calendar.zone())) + "。");
        List<String> warnings = calendar.unannouncedYears(start, due).stream().map(Explainer::unannounced).toList();
        return new Explanation(start, limit, due, List.copyOf(lines), warnings);
    }

    static String unannounced(int year) {
        return year + "年放假调休安排尚未录入，该年除已录入的日期外按周末休息推算；正式安排录入后期限可能改变。";
    }

    private void countWorkingDays(Instant start, Instant due, List<String> lines) {
        int count = 0;
        LocalDate last = calendar.dateOf(due);
        for (LocalDate date = calendar.dateOf(start).plusDays(1); !date.isAfter(last); date = date.plusDays(1)) {
            lines.add(day(date) + (calendar.isWorkingDay(date) ? "，第" + ++count + "个工作日。" : "，不计。"));
        }
    }

    private void countWorkingTime(Instant start, Instant due, List<String> lines) {
        Duration sum = Duration.ZERO;
        LocalDate last = calendar.dateOf(due);
        for (LocalDate date = calendar.dateOf(start); !date.isAfter(last); date = date.plusDays(1)) {
            Instant from = date.equals(calendar.dateOf(start)) ? start : date.atStartOfDay(calendar.zone()).toInstant();
            Instant to = date.equals(last) ? due : date.plusDays(1).atStartOfDay(calendar.zone()).toInstant();
            Duration here = calendar.workingTimeBetween(from, to);
            sum = sum.plus(here);
            lines.add(day(date) + "，"
                    + (here.isZero() ? "不计。" : "计" + Wording.duration(here) + "，累计" + Wording.duration(sum) + "。"));
        }
    }

    private void countCalendarDays(Instant start, Instant due, Limit limit, List<String> lines) {
        LocalDate first = calendar.dateOf(start);
        LocalDate last = first.plusDays(limit.amount());
        for (int n = 1; n <= limit.amount(); n++) {
            lines.add(day(first.plusDays(n)) + "，第" + n + "天。");
        }
        if (calendar.isWorkingDay(last)) {
            return;
        }
        lines.add("最后一天不是工作日，顺延至下一个工作日下班时。");
        for (LocalDate date = last.plusDays(1); !date.isAfter(calendar.dateOf(due)); date = date.plusDays(1)) {
            lines.add(day(date) + (calendar.isWorkingDay(date) ? "，顺延到此日。" : "，继续顺延。"));
        }
    }

    private String day(LocalDate date) {
        String kind = calendar.day(date)
                .map(special -> special.kind().label() + "（" + special.name() + "）")
                .orElseGet(() -> calendar.isWorkingDay(date) ? "工作日" : "休息日");
        return Wording.day(date) + kind;
    }
}
