package io.casework.platform;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** How the company reads and writes times: in the one zone of China, days and minutes with hyphens and colons. */
public final class ChineseTime {

    /** The zone of every site; the configured {@code casework.zone} of the clock is the same. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZONE);
    private static final DateTimeFormatter MINUTE_OF_YEAR = DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(ZONE);

    private ChineseTime() {
    }

    /** 2026-11-22 09:30; empty for {@code null}. */
    public static String minute(Instant at) {
        return at == null ? "" : MINUTE.format(at);
    }

    /** A limit: as {@link #minute(Instant)}, but what ends with a day is written 2026-11-22 24:00, so that nobody reads the day after; empty for {@code null}. */
    public static String deadline(Instant at) {
        if (at == null || !at.equals(startOf(date(at)))) {
            return minute(at);
        }
        return date(at).minusDays(1) + " 24:00";
    }

    /** 2026-11-22 09:30, of a time that is already meant in China; empty for {@code null}. */
    public static String minute(LocalDateTime at) {
        return at == null ? "" : MINUTE.format(at);
    }

    /** 11-22 09:30, where the year goes without saying; empty for {@code null}. */
    public static String minuteOfYear(Instant at) {
        return at == null ? "" : MINUTE_OF_YEAR.format(at);
    }

    /** 2026-11-22; empty for {@code null}. */
    public static String day(Instant at) {
        return at == null ? "" : date(at).toString();
    }

    /** The calendar day of a moment. */
    public static LocalDate date(Instant at) {
        return LocalDate.ofInstant(at, ZONE);
    }

    /** The moment that a date and time of a form mean. */
    public static Instant instant(LocalDateTime local) {
        return local.atZone(ZONE).toInstant();
    }

    /** The first moment of a day. */
    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }
}
