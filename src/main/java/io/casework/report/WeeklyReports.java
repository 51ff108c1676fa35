package io.casework.report;

import io.casework.complaint.WeekCount;
import io.casework.complaint.WeeklyComplaints;
import io.casework.organisation.Sites;
import io.casework.procedure.Settings;
import io.casework.worktime.WorkCalendar;
import io.casework.worktime.Worktime;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The weekly complaint reports that the sites have handed in, 《客户服务部投诉处理周报》 (AS-RPT-01): as handed in, and the same figures as they are now with
 * their cases. A report that has been handed in never changes.
 */
@Service
public class WeeklyReports {

    private static final String COLUMNS = "site, week, made_at, received, resolved, closed, open, overdue";

    private final WeeklyComplaints complaints;
    private final Settings settings;
    private final Worktime worktime;
    private final Sites sites;
    private final JdbcClient jdbc;
    private final Clock clock;

    WeeklyReports(WeeklyComplaints complaints, Settings settings, Worktime worktime, Sites sites, JdbcClient jdbc, Clock clock) {
        this.complaints = complaints;
        this.settings = settings;
        this.worktime = worktime;
        this.sites = sites;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What was not solved, with the handling so far (AS-CMP-08); {@code caseNumber} is {@code null} where the line is about no single case. */
    public record Unsolved(String caseNumber, String text) {
    }

    /**
     * A report as it was handed in.
     *
     * @param week its Monday
     * @param dueAt when it had to be there (AMB-53)
     */
    public record Report(String site, String siteName, LocalDate week, Instant madeAt, Instant dueAt, Map<WeekCount, Long> counts) {

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
        Function<LocalDate, Instant> due = due();
        return jdbc.sql("select " + COLUMNS + " from complaint_week where site = any (:sites) and (:before::date is null or week < :before::date)"
                        + " order by week desc, site limit :most")
                .param("sites", at.toArray(String[]::new)).param("before", before == null ? null : Date.valueOf(before)).param("most", most)
                .query((row, n) -> read(row, due)).list();
    }

    /** The report of a site and a week; empty where none has been handed in. */
    @Transactional(readOnly = true)
    public Optional<Report> find(String site, LocalDate week) {
        return jdbc.sql("select " + COLUMNS + " from complaint_week where site = ? and week = ?").params(site, Date.valueOf(week))
                .query((row, n) -> read(row, due())).optional();
    }

    /** What was not solved when the report of the site and the week was handed in. */
    @Transactional(readOnly = true)
    public List<Unsolved> unsolved(String site, LocalDate week) {
        return jdbc.sql("select case_number, text from complaint_week_line where site = ? and week = ? order by line").params(site, Date.valueOf(week))
                .query((row, n) -> new Unsolved(row.getString(1), row.getString(2))).list();
    }

    /** The same counts now: cases may have moved on since. */
    @Transactional(readOnly = true)
    public Map<WeekCount, Long> now(String site, LocalDate week) {
        return complaints.counts(site, week);
    }

    /** The complaints of a count as it is now. */
    public Selection cases(String site, LocalDate week, WeekCount count) {
        return new Selection(sites.name(site) + " " + week + " 至 " + week.plusDays(6) + " " + count.label() + "的投诉", count.words() + "（按现在的记录）",
                count.sql(), WeekCount.parameters(site, week, clock.getZone(), clock.instant()));
    }

    private Report read(ResultSet row, Function<LocalDate, Instant> due) throws SQLException {
        LocalDate week = row.getObject(2, LocalDate.class);
        Map<WeekCount, Long> counts = new EnumMap<>(WeekCount.class);
        counts.put(WeekCount.RECEIVED, row.getLong(4));
        counts.put(WeekCount.RESOLVED, row.getLong(5));
        counts.put(WeekCount.CLOSED, row.getLong(6));
        counts.put(WeekCount.OPEN, row.getLong(7));
        counts.put(WeekCount.OVERDUE, row.getLong(8));
        return new Report(row.getString(1), sites.name(row.getString(1)), week, row.getTimestamp(3).toInstant(), due.apply(week), counts);
    }

    /**
     * When the report of a week is due: the weekday and hour of the week that follows; the same hour of the next working day where that day is one of rest
     * (AMB-53, AMB-83). Setting and calendar are looked up once for many weeks.
     */
    private Function<LocalDate, Instant> due() {
        String setting = settings.text("report.due.week");
        try {
            String[] parts = setting.split("\\s+");
            LocalTime hour = LocalTime.parse(parts[1]);
            int weekday = Integer.parseInt(parts[0]);
            if (weekday < 1 || weekday > 7) {
                throw new NumberFormatException("weekday " + weekday);
            }
            WorkCalendar calendar = worktime.calendar();
            return week -> {
                LocalDate day = week.plusWeeks(1).plusDays(weekday - 1L);
                while (!calendar.isWorkingDay(day)) {
                    day = day.plusDays(1);
                }
                return day.atTime(hour).atZone(calendar.zone()).toInstant();
            };
        } catch (NumberFormatException | DateTimeParseException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalStateException("参数表中 report.due.week 应为星期几（1 到 7）和时刻，如“1 12:00”，现为“" + setting + "”", e);
        }
    }
}
