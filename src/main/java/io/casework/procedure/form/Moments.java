package io.casework.procedure.form;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.Temporal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and times as the forms write them. Only the exact notation and only days that exist are read. */
final class Moments {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern NOTATION = Pattern.compile(
            "(?:(\\d{4}-\\d{2}-\\d{2}))?(T)?(?:(\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)(Z|[+-]\\d{2}:\\d{2})?)?");
    private static final Pattern EDGE = Pattern.compile("today(?:\\s*([+-])\\s*(\\d{1,4})d?)?");
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;

    private Moments() {
    }

    /** What a date or time field holds, and with it the Java type of its value. */
    enum Kind {
        /** {@code 2026-11-22} → {@link LocalDate}. */
        DATE,
        /** {@code 09:30} → {@link LocalTime}. */
        TIME,
        /** {@code 09:30+08:00} or {@code 01:30Z} → {@link LocalTime} in the zone of the company. */
        TIME_WITH_OFFSET,
        /** {@code 2026-11-22T09:30} → {@link LocalDateTime}. */
        DATETIME,
        /** {@code 2026-11-22T09:30+08:00} or {@code …Z} → {@link OffsetDateTime} in the zone of the company. */
        DATETIME_WITH_OFFSET;

        static Kind of(String subtype, String timeFormat) {
            boolean withOffset = "utc_offset".equals(timeFormat) || "utc_normalized".equals(timeFormat);
            return switch (subtype) {
                case "date" -> DATE;
                case "time" -> withOffset ? TIME_WITH_OFFSET : TIME;
                case "datetime" -> withOffset ? DATETIME_WITH_OFFSET : DATETIME;
                default -> throw new IllegalArgumentException("日期时间组件的 subtype 只能是 date、time 或 datetime");
            };
        }

        String example() {
            return switch (this) {
                case DATE -> "2026-11-22";
                case TIME -> "09:30";
                case TIME_WITH_OFFSET -> "09:30+08:00";
                case DATETIME -> "2026-11-22T09:30";
                case DATETIME_WITH_OFFSET -> "2026-11-22T09:30+08:00";
            };
        }

        String chineseName() {
            return switch (this) {
                case DATE -> "日期";
                case TIME, TIME_WITH_OFFSET -> "时间";
                case DATETIME, DATETIME_WITH_OFFSET -> "日期和时间";
            };
        }
    }

    /** The typed value, or null if the text is not written as this kind is or names no real day or time of the years 1900 to 2199. */
    static Temporal parse(Kind kind, String text, Clock clock) {
        ZoneId zone = clock.getZone();
        Matcher m = NOTATION.matcher(text);
        if (!m.matches()) {
            return null;
        }
        boolean date = m.group(1) != null;
        boolean time = m.group(3) != null;
        boolean offset = m.group(4) != null;
        boolean separated = m.group(2) != null;
        if (separated != (date && time)) {
            return null;
        }
        try {
            return switch (kind) {
                case DATE -> date && !time ? day(m.group(1)) : null;
                case TIME -> !date && time && !offset ? LocalTime.parse(m.group(3)) : null;
                case TIME_WITH_OFFSET -> date || !offset ? null : OffsetTime.parse(text)
                        .withOffsetSameInstant(zone.getRules().getOffset(clock.instant())).toLocalTime();
                case DATETIME -> date && time && !offset ? day(m.group(1)).atTime(LocalTime.parse(m.group(3))) : null;
                case DATETIME_WITH_OFFSET -> !date || !offset ? null : day(m.group(1)).atTime(LocalTime.parse(m.group(3)))
                        .atOffset(ZoneOffset.of(m.group(4))).atZoneSameInstant(zone).toOffsetDateTime();
            };
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static LocalDate day(String text) {
        LocalDate day = LocalDate.parse(text, DATE);
        if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            throw new DateTimeException("outside of the years that a case can be about");
        }
        return day;
    }

    /** The day of a value, or null for a time of day. */
    static LocalDate dayOf(Temporal value) {
        if (value instanceof LocalDate day) {
            return day;
        }
        if (value instanceof LocalDateTime moment) {
            return moment.toLocalDate();
        }
        return value instanceof OffsetDateTime moment ? moment.toLocalDate() : null;
    }

    /**
     * The first or last day that a field accepts: a fixed day, or so many calendar days from today.
     *
     * @param fixed null for an edge that moves with today
     */
    record Edge(LocalDate fixed, int daysFromToday) {

        /** Reads {@code today}, {@code today+30}, {@code today-7} or {@code 2026-11-22}. */
        static Edge parse(String text) {
            Matcher m = EDGE.matcher(text.strip());
            if (m.matches()) {
                int days = m.group(2) == null ? 0 : Integer.parseInt(m.group(2));
                return new Edge(null, "-".equals(m.group(1)) ? -days : days);
            }
            try {
                return new Edge(day(text.strip()), 0);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("日期界限只能写成 today、today+30、today-7 或 2026-11-22，现在是“" + Texts.quote(text) + "”");
            }
        }

        LocalDate on(Clock clock) {
            return fixed != null ? fixed : LocalDate.now(clock).plusDays(daysFromToday);
        }
    }
}
