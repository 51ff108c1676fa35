package io.casework.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A quarter or a year.
 *
 * @param quarter 1 to 4; 0 for the whole year
 */
public record StatementPeriod(int year, int quarter) {

    private static final Pattern CODE = Pattern.compile("(2[0-9]{3})(?:-Q([1-4]))?");

    /** The period of a code: 2026-Q3 or 2026; empty where it is none. */
    public static Optional<StatementPeriod> of(String code) {
        Matcher matcher = CODE.matcher(code == null ? "" : code);
        return matcher.matches()
                ? Optional.of(new StatementPeriod(Integer.parseInt(matcher.group(1)), matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** The quarter in which a day lies. */
    public static StatementPeriod quarterOf(LocalDate day) {
        return new StatementPeriod(day.getYear(), (day.getMonthValue() + 2) / 3);
    }

    /** The year in which a day lies. */
    public static StatementPeriod yearOf(LocalDate day) {
        return new StatementPeriod(day.getYear(), 0);
    }

    /** The one before, of the same kind. */
    public StatementPeriod before() {
        return yearly() ? new StatementPeriod(year - 1, 0) : quarterOf(from().minusDays(1));
    }

    public boolean yearly() {
        return quarter == 0;
    }

    /** 2026-Q3 or 2026. */
    public String code() {
        return yearly() ? String.valueOf(year) : year + "-Q" + quarter;
    }

    /** 2026年第3季度 or 2026年. */
    public String label() {
        return yearly() ? year + "年" : year + "年第" + quarter + "季度";
    }

    /** 季报 or 年报. */
    public String kind() {
        return yearly() ? "年报" : "季报";
    }

    /** First day. */
    public LocalDate from() {
        return LocalDate.of(year, yearly() ? 1 : quarter * 3 - 2, 1);
    }

    /** Last day. */
    public LocalDate until() {
        return YearMonth.from(from()).plusMonths(yearly() ? 11 : 2).atEndOfMonth();
    }
}
