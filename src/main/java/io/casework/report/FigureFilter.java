package io.casework.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Set;

/**
 * Which complaints are looked at.
 *
 * @param from first day of reception
 * @param until last day of reception, included
 * @param sites sites that the reader may see and has chosen; never empty by accident: an empty set finds nothing
 * @param post responsible post, empty text for complaints that nobody is responsible for yet, {@code null} for all; cause and grade likewise
 */
public record FigureFilter(LocalDate from, LocalDate until, Set<String> sites, String post, String cause, String grade) {

    /** Whole months. */
    public static FigureFilter months(YearMonth from, YearMonth until, Set<String> sites, String post, String cause, String grade) {
        return new FigureFilter(from.atDay(1), until.atEndOfMonth(), sites, post, cause, grade);
    }

    /** One stretch of time at these sites, with nothing else chosen. */
    public static FigureFilter period(LocalDate from, LocalDate until, Set<String> sites) {
        return new FigureFilter(from, until, sites, null, null, null);
    }

    /** Whether it begins and ends with a month, so that the sums by month answer it. */
    boolean wholeMonths() {
        return from.getDayOfMonth() == 1 && until.equals(YearMonth.from(until).atEndOfMonth());
    }
}
