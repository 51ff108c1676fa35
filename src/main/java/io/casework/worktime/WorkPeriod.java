package io.casework.worktime;

import io.casework.platform.RuleViolation;
import java.time.LocalTime;

/**
 * A stretch of working time within one day, half-open: the opening minute belongs to it, the closing minute does not.
 *
 * @param opens first moment of work
 * @param closes first moment after work, later than {@code opens}
 */
public record WorkPeriod(LocalTime opens, LocalTime closes) implements Comparable<WorkPeriod> {

    /** @throws RuleViolation when a time is missing or the period does not end after it begins */
    public WorkPeriod {
        if (opens == null || closes == null) {
            throw new RuleViolation("periods", "工作时段的上班和下班时间都要填写");
        }
        if (!opens.isBefore(closes)) {
            throw new RuleViolation("periods", "工作时段 " + opens + "–" + closes + " 的下班时间必须晚于上班时间");
        }
    }

    /** A period written as {@code "09:00", "12:00"}. */
    public static WorkPeriod of(String opens, String closes) {
        return new WorkPeriod(LocalTime.parse(opens), LocalTime.parse(closes));
    }

    @Override
    public int compareTo(WorkPeriod other) {
        return opens.compareTo(other.opens);
    }

    @Override
    public String toString() {
        return opens + "–" + closes;
    }
}
