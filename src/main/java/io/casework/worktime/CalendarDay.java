package io.casework.worktime;

import io.casework.platform.RuleViolation;
import java.time.LocalDate;

/**
 * A day that differs from its weekday.
 *
 * @param date the day
 * @param kind day off or make-up working day
 * @param name holiday it belongs to, such as 春节
 * @param source notice or decision that says so
 * @param year schedule it belongs to: the year of the date, or the year after for a day in December
 */
public record CalendarDay(LocalDate date, DayKind kind, String name, String source, int year) {

    /** @throws RuleViolation when a part is missing, too long, or the day does not lie in its year */
    public CalendarDay {
        if (date == null) {
            throw new RuleViolation("date", "请填写日期");
        }
        if (kind == null) {
            throw new RuleViolation("kind", "请选择放假或调休上班");
        }
        name = Wording.required("name", "名称", name, 60);
        source = Wording.required("source", "依据", source, 200);
        boolean decemberBefore = date.getYear() == year - 1 && date.getMonthValue() == 12;
        if (date.getYear() != year && !decemberBefore) {
            throw new RuleViolation("date", date + " 不属于" + year + "年的安排");
        }
    }

    /** A day of its own year's schedule. */
    public static CalendarDay of(LocalDate date, DayKind kind, String name, String source) {
        return new CalendarDay(date, kind, name, source, date == null ? 0 : date.getYear());
    }
}
