package io.casework.report;

import io.casework.organisation.Sites;
import io.casework.procedure.Settings;
import io.casework.worktime.WorkCalendar;
import io.casework.worktime.Worktime;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The weekly complaint reports that the sites have handed in, 《客户服务部投诉处理周报》 (AS-RPT-01): as handed in, and the same figures as they are now with
 * their cases. A report that has been handed in never changes.
 */
@Service
public class WeeklyReports {

    private static final String COLUMNS = "site, week, made_at, received, resolved, closed, open, overdue, unsolved";
    private static final Pattern CASE_FIRST = Pattern.compile("[A-Z]{2,4}-?[0-9]{8}-[0-9]{4,}");

    private final Settings settings;
    private final Worktime worktime;
    private final Sites sites;
    private final JdbcClient jdbc;
    private final Clock clock;

    WeeklyReports(Settings settings, Worktime worktime, Sites sites, JdbcClient jdbc, Clock clock) {
        this.settings = settings;
        this.worktime = worktime;
        this.sites = sites;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What a weekly report counts. */
    public enum Count {
        RECEIVED("新受理", "本周受理的投诉，退回分类的除外"), RESOLVED("解决", "本周核实解决的投诉"), CLOSED("结案", "本周八步办完、关闭的投诉"),
        OPEN("尚未解决", "本周末之前受理、尚未解决的投诉"), OVERDUE("其中超期", "尚未解决且办结期限已过的投诉");

        private final String label;
        private final String words;

        Count(String label, String words) {
            this.label = label;
            this.words = words;
        }

        /** Chinese name. */
        public String label() {
            return label;
        }

        /** What is counted, in Chinese. */
        public String words() {
            return words;
        }
    }

    /** What is not solved yet, with the handling so far (AS-CMP-08); {@code caseNumber} is {@code null} where the line names none. */
    public record Unsolved(String caseNumber, String text) {
    }

    /**
     * A report as it was handed in.
     *
     * @param week its Monday
     * @param dueAt when it had to be there (AMB-53)
     */
    public record Report(String site, String siteName, LocalDate week, Instant madeAt, Instant dueAt, Map<Count, Long> counts, List<Unsolved> unsolved) {

        /** Its Sunday. */
        public LocalDate until() {
            return week.plusDays(6);
        }

        /** Whether it came after it was due. */
        public boolean late() {
            return madeAt.isAfter(dueAt);
        }
    }

    /**
     * The newest reports.
     *
     * @param before weeks before this Monday only, {@code null} for the newest
     */
    @Transactional(readOnly = true)
    public List<Report> list(Set<String> at, LocalDate before, int most) {
        // Many sites report on the same week: its due time is looked up once.
        Map<LocalDate, Instant> due = new HashMap<>();
        return jdbc.sql("select " + COLUMNS + " from complaint_week where site = any (:sites) and (:before::date is null or week < :before::date)"
                        + " order by week desc, site limit :most")
                .param("sites", at.toArray(String[]::new)).param("before", before == null ? null : Date.valueOf(before)).param("most", most)
                .query((row, n) -> read(row, due)).list();
    }

    /** The report of a site and a week; empty where none has been handed in. */
    @Transactional(readOnly = true)
    public Optional<Report> find(String site, LocalDate week) {
        return jdbc.sql("select " + COLUMNS + " from complaint_week where site = ? and week = ?").params(site, Date.valueOf(week))
                .query((row, n) -> read(row, new HashMap<>())).optional();
    }

    /** The same counts now: cases may have moved on since. */
    @Transactional(readOnly = true)
    public Map<Count, Long> now(String site, LocalDate week) {
        Map<Count, Long> counts = new LinkedHashMap<>();
        for (Count count : Count.values()) {
            Selection selection = cases(site, week, count);
            counts.put(count, jdbc.sql("select count(*) from (" + selection.sql() + ") x").params(selection.params()).query(Long.class).single());
        }
        return counts;
    }

    /** The complaints of a count as it is now. */
    public Selection cases(String site, LocalDate week, Count count) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("site", site);
        params.put("until", moment(week.plusWeeks(1)));
        String within = " >= :from and c.";
        String condition = switch (count) {
            case RECEIVED -> "c.received_at" + within + "received_at < :until and c.state <> 'RETURNED'";
            case RESOLVED -> "c.resolved_at" + within + "resolved_at < :until";
            case CLOSED -> "c.closed_at" + within + "closed_at < :until and c.state = 'CLOSED'";
            case OPEN -> "c.state = 'OPEN' and c.resolved_at is null and c.received_at < :until";
            case OVERDUE -> "c.state = 'OPEN' and c.resolved_at is null and c.received_at < :until and c.due_at < :now";
        };
        if (condition.contains(":from")) {
            params.put("from", moment(week));
        }
        if (count == Count.OVERDUE) {
            params.put("now", Timestamp.from(clock.instant()));
        }
        String at = count == Count.RESOLVED ? "c.resolved_at" : count == Count.CLOSED ? "c.closed_at" : "c.received_at";
        return new Selection(sites.name(site) + " " + week + " 至 " + week.plusDays(6) + " " + count.label() + "的投诉", count.words() + "（按现在的记录）",
                "select c.case_number, " + at + " as at, 0::bigint as ref, c.process_so_far as note from complaint c where c.site = :site and " + condition, params);
    }

    private Timestamp moment(LocalDate day) {
        return Timestamp.from(day.atStartOfDay(clock.getZone()).toInstant());
    }

    private Report read(ResultSet row, Map<LocalDate, Instant> due) throws SQLException {
        LocalDate week = row.getObject(2, LocalDate.class);
        Map<Count, Long> counts = new LinkedHashMap<>();
        counts.put(Count.RECEIVED, row.getLong(4));
        counts.put(Count.RESOLVED, row.getLong(5));
        counts.put(Count.CLOSED, row.getLong(6));
        counts.put(Count.OPEN, row.getLong(7));
        counts.put(Count.OVERDUE, row.getLong(8));
        return new Report(row.getString(1), sites.name(row.getString(1)), week, row.getTimestamp(3).toInstant(), due.computeIfAbsent(week, this::dueAt), counts,
                unsolved(row.getLong(7), row.getString(9)));
    }

    private static List<Unsolved> unsolved(long open, String text) {
        return open == 0 ? List.of() : Arrays.stream(text.split("\n")).map(line -> {
            String first = line.split(" ", 2)[0];
            return CASE_FIRST.matcher(first).matches() ? new Unsolved(first, line.substring(first.length()).trim()) : new Unsolved(null, line);
        }).toList();
    }

    /** The weekday and hour of the week that follows; the same hour of the next working day where that day is one of rest (AMB-53, AMB-83). */
    private Instant dueAt(LocalDate week) {
        String setting = settings.text("report.due.week");
        try {
            String[] parts = setting.split("\\s+");
            LocalTime hour = LocalTime.parse(parts[1]);
            int weekday = Integer.parseInt(parts[0]);
            if (weekday < 1 || weekday > 7) {
                throw new NumberFormatException("weekday " + weekday);
            }
            WorkCalendar calendar = worktime.calendar();
            LocalDate day = week.plusWeeks(1).plusDays(weekday - 1L);
            while (!calendar.isWorkingDay(day)) {
                day = day.plusDays(1);
            }
            return day.atTime(hour).atZone(calendar.zone()).toInstant();
        } catch (NumberFormatException | DateTimeParseException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalStateException("参数表中 report.due.week 应为星期几（1 到 7）和时刻，如“1 12:00”，现为“" + setting + "”", e);
        }
    }
}
