package io.casework.worktime;

import io.casework.platform.RuleViolation;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The weekly hours from a day on, until a later week takes over. A weekday without periods is a day of rest.
 *
 * @param validFrom first day on which these hours hold
 * @param hours working periods of each weekday, in order and without overlap; days of rest are left out
 * @param note why these hours, for people; may be empty
 */
public record WorkWeek(LocalDate validFrom, Map<DayOfWeek, List<WorkPeriod>> hours, String note) {

    /** @throws RuleViolation when the date is missing, periods overlap, or nobody works at all */
    public WorkWeek {
        if (validFrom == null) {
            throw new RuleViolation("validFrom", "请填写工作时间的生效日期");
        }
        EnumMap<DayOfWeek, List<WorkPeriod>> sorted = new EnumMap<>(DayOfWeek.class);
        for (Map.Entry<DayOfWeek, List<WorkPeriod>> day : hours.entrySet()) {
            List<WorkPeriod> periods = day.getValue().stream().sorted().toList();
            for (int i = 1; i < periods.size(); i++) {
                if (periods.get(i).opens().isBefore(periods.get(i - 1).closes())) {
                    throw new RuleViolation("periods", Wording.weekday(day.getKey()) + "的工作时段 " + periods.get(i - 1) + " 与 "
                            + periods.get(i) + " 重叠");
                }
            }
            if (!periods.isEmpty()) {
                sorted.put(day.getKey(), periods);
            }
        }
        // Without any working time no deadline would ever be reached.
        if (sorted.isEmpty()) {
            throw new RuleViolation("periods", "每周至少要有一个工作时段");
        }
        hours = Collections.unmodifiableMap(sorted);
        note = note == null ? "" : note.strip();
        if (note.length() > 200) {
            throw new RuleViolation("note", "说明不能超过200个字");
        }
    }

    /** The periods of a weekday, in order; empty on a day of rest. */
    public List<WorkPeriod> on(DayOfWeek day) {
        return hours.getOrDefault(day, List.of());
    }

    /** The hours of a normal working day, which a make-up working day has too: Monday's, or those of the first day that has any. */
    public List<WorkPeriod> normalDay() {
        return hours.values().iterator().next();
    }
}
