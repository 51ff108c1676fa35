package io.casework.worktime;

import io.casework.platform.RuleViolation;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time limit of a rule, such as 3 working days.
 *
 * @param amount 1 to 9999
 * @param unit what is counted
 */
public record Limit(int amount, LimitUnit unit) {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,4})\\s*(wd|wh|d|h)");

    /** @throws RuleViolation when the amount is out of range or the unit is missing, since limits come from tables that people edit */
    public Limit {
        if (amount < 1 || amount > 9999) {
            throw new RuleViolation("limit", "期限应在1到9999之间，现为" + amount);
        }
        if (unit == null) {
            throw new RuleViolation("limit", "期限缺少单位");
        }
    }

    /** Limit in working days. */
    public static Limit workingDays(int amount) {
        return new Limit(amount, LimitUnit.WORKING_DAYS);
    }

    /** Limit in working hours. */
    public static Limit workingHours(int amount) {
        return new Limit(amount, LimitUnit.WORKING_HOURS);
    }

    /** Limit in calendar days. */
    public static Limit calendarDays(int amount) {
        return new Limit(amount, LimitUnit.CALENDAR_DAYS);
    }

    /** Limit in hours by the clock. */
    public static Limit clockHours(int amount) {
        return new Limit(amount, LimitUnit.CLOCK_HOURS);
    }

    /**
     * Reads the way limits are written in settings and decision tables: {@code 3wd}, {@code 8wh}, {@code 7d}, {@code 24h}.
     *
     * @throws RuleViolation when the text is none of these
     */
    public static Limit parse(String text) {
        Matcher matcher = WRITTEN.matcher(text == null ? "" : text.strip());
        if (!matcher.matches()) {
            throw new RuleViolation("limit", "期限“" + text + "”写法不对，应如 3wd（工作日）、8wh（工作小时）、7d（天）、24h（小时）");
        }
        for (LimitUnit unit : LimitUnit.values()) {
            if (unit.suffix().equals(matcher.group(2))) {
                return new Limit(Integer.parseInt(matcher.group(1)), unit);
            }
        }
        throw new IllegalStateException("no unit for " + matcher.group(2));
    }

    /** The limit in Chinese: 3个工作日. */
    public String label() {
        return amount + unit.label();
    }

    /** The written form that {@link #parse} reads. */
    @Override
    public String toString() {
        return amount + unit.suffix();
    }
}
