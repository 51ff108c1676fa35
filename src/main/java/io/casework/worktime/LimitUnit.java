package io.casework.worktime;

/** In what a limit is counted. */
public enum LimitUnit {
    /** Ends at the close of business of the nth working day; the starting day is not counted (AMB-84). */
    WORKING_DAYS("wd", "个工作日"),
    /** Runs in working time only. */
    WORKING_HOURS("wh", "个工作小时"),
    /** Ends at 24:00 of the nth day, or at the close of the next working day where that is a day of rest (AMB-07, AMB-83). */
    CALENDAR_DAYS("d", "天"),
    /** Runs day and night. */
    CLOCK_HOURS("h", "小时");

    private final String suffix;
    private final String label;

    LimitUnit(String suffix, String label) {
        this.suffix = suffix;
        this.label = label;
    }

    /** The suffix in settings and decision tables: {@code wd}, {@code wh}, {@code d}, {@code h}. */
    public String suffix() {
        return suffix;
    }

    /** Chinese measure word, written behind the number. */
    public String label() {
        return label;
    }
}
