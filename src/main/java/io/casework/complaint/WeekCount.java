package io.casework.complaint;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

/**
 * What the weekly complaint report of a site counts (AS-CMP-07). The report when it is handed in, the same counts later and the cases behind them all ask
 * {@link #sql}.
 */
public enum WeekCount {
    RECEIVED("新受理", "本周受理的投诉，含客户后来撤诉的，退回分类的除外", "received_at", "c.received_at >= :from and c.received_at < :until and c.state <> 'RETURNED'"),
    RESOLVED("解决", "本周核实解决的投诉", "resolved_at", "c.resolved_at >= :from and c.resolved_at < :until"),
    CLOSED("结案", "本周八步办完、关闭的投诉", "closed_at", "c.closed_at >= :from and c.closed_at < :until and c.state = 'CLOSED'"),
    OPEN("尚未解决", "本周末之前受理、尚未解决的投诉", "received_at", "c.state = 'OPEN' and c.resolved_at is null and c.received_at < :until"),
    OVERDUE("其中超期", "尚未解决且办结期限已过的投诉", "received_at", OPEN.condition + " and c.due_at < :now");

    private final String label;
    private final String words;
    private final String moment;
    private final String condition;

    WeekCount(String label, String words, String moment, String condition) {
        this.label = label;
        this.words = words;
        this.moment = moment;
        this.condition = condition;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }

    /** What is counted, in Chinese. */
    public String words() {
        return words;
    }

    /** Asks for the complaints that are counted: {@code case_number}, {@code at} (when it came under the count), {@code ref} and {@code note}. */
    public String sql() {
        return "select c.case_number, c." + moment + " as at, 0::bigint as ref, c.process_so_far as note from complaint c where c.site = :site and " + condition;
    }

    /**
     * The values that {@link #sql} names.
     *
     * @param week the Monday
     * @param now what is due before counts as overdue
     */
    public static Map<String, Object> parameters(String site, LocalDate week, ZoneId zone, Instant now) {
        return Map.of("site", site, "from", Timestamp.from(week.atStartOfDay(zone).toInstant()),
                "until", Timestamp.from(week.plusWeeks(1).atStartOfDay(zone).toInstant()), "now", Timestamp.from(now));
    }
}
