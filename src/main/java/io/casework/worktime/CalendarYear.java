package io.casework.worktime;

import io.casework.platform.RuleViolation;

/**
 * Whether the schedule of a year has been published. A year that has not counts weekends only, and every deadline that touches it
 * is provisional.
 *
 * @param year 2000 to 2100
 * @param announced whether the schedule is published and entered
 * @param source the notice; {@code null} only where nothing is announced
 * @param note remark for people, may be {@code null}
 */
public record CalendarYear(int year, boolean announced, String source, String note) {

    /** @throws RuleViolation when the year is out of range or an announced year has no source */
    public CalendarYear {
        if (year < 2000 || year > 2100) {
            throw new RuleViolation("year", "年份应在2000到2100之间");
        }
        if (announced) {
            source = Wording.required("source", "依据", source, 200);
        } else {
            source = Wording.optional("source", "依据", source, 200);
        }
        note = Wording.optional("note", "说明", note, 500);
    }
}
