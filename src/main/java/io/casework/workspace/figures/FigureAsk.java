package io.casework.workspace.figures;

import io.casework.report.ComplaintFigures;
import io.casework.report.FigureFilter;
import io.casework.report.Indicator;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What a reader asked for, as it stands in the address of a page. Everything may be missing; what cannot be read counts as missing.
 *
 * @param from first month, 2026-01
 * @param until last month
 * @param week Monday of one week instead of months, 2026-11-09
 * @param site code of one site
 * @param post responsible post; {@code -} for complaints without one, likewise cause and grade
 */
public record FigureAsk(String from, String until, String week, String site, String post, String cause, String grade) {

    static final String NONE = "-";
    private static final int MONTHS_SHOWN = 12;
    private static final int MOST_MONTHS = 60;

    /** The sites asked for, among those that the reader may see. A site that is not among them does not exist: nothing is found. */
    Set<String> sites(Set<String> seen) {
        return blank(site) ? seen : seen.contains(site) ? Set.of(site) : Set.of();
    }

    YearMonth firstMonth(LocalDate today) {
        YearMonth first = month(from);
        YearMonth last = lastMonth(today);
        YearMonth earliest = last.minusMonths(MOST_MONTHS - 1L);
        return first == null ? last.minusMonths(MONTHS_SHOWN - 1L) : first.isAfter(last) ? last : first.isBefore(earliest) ? earliest : first;
    }

    YearMonth lastMonth(LocalDate today) {
        YearMonth last = month(until);
        return last == null ? YearMonth.from(today) : last;
    }

    FigureFilter filter(Set<String> seen, LocalDate today) {
        LocalDate monday = day(week);
        return monday != null
                ? new FigureFilter(monday, monday.plusDays(6), sites(seen), key(post), key(cause), key(grade))
                : FigureFilter.months(firstMonth(today), lastMonth(today), sites(seen), key(post), key(cause), key(grade));
    }

    /** The same with one value of a dimension chosen. */
    FigureAsk with(ComplaintFigures.Dimension dimension, String value) {
        String key = value.isEmpty() ? NONE : value;
        return switch (dimension) {
            case MONTH -> new FigureAsk(value, value, null, site, post, cause, grade);
            case SITE -> new FigureAsk(from, until, week, key, post, cause, grade);
            case DEPARTMENT -> new FigureAsk(from, until, week, site, key, cause, grade);
            case CAUSE -> new FigureAsk(from, until, week, site, post, key, grade);
            case GRADE -> new FigureAsk(from, until, week, site, post, cause, key);
        };
    }

    /** The months written out, so that an address keeps its meaning when the month turns. */
    FigureAsk settled(LocalDate today) {
        return new FigureAsk(firstMonth(today).toString(), lastMonth(today).toString(), week, site, post, cause, grade);
    }

    /** Address of the complaints of an indicator; of all received where it is {@code null}. */
    String cases(Indicator indicator, ComplaintFigures.Part part) {
        UriComponentsBuilder address = address("/pages/figures/cases").queryParam("figure", "complaints");
        if (indicator != null) {
            address.queryParam("indicator", indicator).queryParam("part", part);
        }
        return address.encode().toUriString();
    }

    UriComponentsBuilder address(String path) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        params().forEach(address::queryParam);
        return address;
    }

    Map<String, String> params() {
        Map<String, String> params = new LinkedHashMap<>();
        put(params, "from", blank(week) ? from : null);
        put(params, "until", blank(week) ? until : null);
        put(params, "week", week);
        put(params, "site", site);
        put(params, "post", post);
        put(params, "cause", cause);
        put(params, "grade", grade);
        return params;
    }

    private static void put(Map<String, String> params, String name, String value) {
        if (!blank(value)) {
            params.put(name, value);
        }
    }

    private static String key(String value) {
        return blank(value) ? null : NONE.equals(value) ? "" : value;
    }

    private static boolean blank(String value) {
        return value == null || value.isBlank();
    }

    private static YearMonth month(String text) {
        try {
            YearMonth month = blank(text) ? null : YearMonth.parse(text);
            return month == null || month.getYear() < 2000 || month.getYear() > 2100 ? null : month;
        } catch (DateTimeException e) {
            return null;
        }
    }

    static LocalDate day(String text) {
        try {
            LocalDate day = blank(text) ? null : LocalDate.parse(text);
            return day == null || day.getYear() < 2000 || day.getYear() > 2100 ? null : day;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
