package io.casework.complaint;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.notification.NoticeRequest;
import io.casework.notification.Notices;
import io.casework.organisation.Site;
import io.casework.organisation.Sites;
import io.casework.worktime.WorkCalendar;
import io.casework.worktime.Worktime;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The weekly complaint report of each site to the customer service department, 《客户服务部投诉处理周报》 (AS-CMP-07): what came in, was solved and was closed
 * from Monday to Sunday, and what is not solved yet with its handling so far (AS-CMP-08). It is made at the first opening of the week that follows, so
 * that it is there before Monday 12:00, when it is due; where Monday is a holiday, on the next working day (AMB-53, AMB-83).
 */
@Service
public class WeeklyComplaints {

    private static final int LISTED = 100;
    /** After so many weeks without a working day the system was rather out of service than the company on holiday. */
    private static final int LONGEST_GAP = 4;

    private final ComplaintRepository complaints;
    private final CaseFiles cases;
    private final Sites sites;
    private final Notices notices;
    private final Worktime worktime;
    private final JdbcClient jdbc;
    private final Clock clock;

    WeeklyComplaints(ComplaintRepository complaints, CaseFiles cases, Sites sites, Notices notices, Worktime worktime, JdbcClient jdbc, Clock clock) {
        this.complaints = complaints;
        this.cases = cases;
        this.sites = sites;
        this.notices = notices;
        this.worktime = worktime;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Looks whether reports are due: on working days from the first opening on. */
    @Scheduled(cron = "${casework.complaint.review-cron}", zone = "${casework.zone}")
    @Transactional
    public void reportWhenOpen() {
        WorkCalendar calendar = worktime.calendar();
        Instant now = clock.instant();
        LocalDate today = calendar.dateOf(now);
        if (calendar.hasOpened(now)) {
            LocalDate thisWeek = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            sites.all().forEach(site -> report(site, thisWeek));
        }
    }

    /** The weeks of this site that have ended since its last report, a week of holidays for example; only the last one where there is no report yet. */
    private void report(Site site, LocalDate thisWeek) {
        LocalDate last = jdbc.sql("select max(week) from complaint_week where site = ? and week < ?").params(site.code(), Date.valueOf(thisWeek))
                .query(LocalDate.class).optional().orElse(null);
        LocalDate week = last == null ? thisWeek.minusWeeks(1) : last.plusWeeks(1);
        if (week.isBefore(thisWeek.minusWeeks(LONGEST_GAP))) {
            week = thisWeek.minusWeeks(LONGEST_GAP);
        }
        for (; week.isBefore(thisWeek); week = week.plusWeeks(1)) {
            make(site, week);
        }
    }

    /** What the report of a site and a week counts, as the complaints are now. */
    @Transactional(readOnly = true)
    public Map<WeekCount, Long> counts(String site, LocalDate week) {
        Map<String, Object> parameters = WeekCount.parameters(site, week, clock.getZone(), clock.instant());
        Map<WeekCount, Long> counts = new EnumMap<>(WeekCount.class);
        for (WeekCount count : WeekCount.values()) {
            counts.put(count, jdbc.sql("select count(*) from (" + count.sql() + ") counted").params(parameters).query(Long.class).single());
        }
        return counts;
    }

    private void make(Site site, LocalDate week) {
        Map<WeekCount, Long> counts = counts(site.code(), week);
        int written = jdbc.sql("""
                        insert into complaint_week (site, week, made_at, received, resolved, closed, open, overdue)
                        values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (site, week) do nothing""")
                .params(site.code(), Date.valueOf(week), Timestamp.from(clock.instant()), counts.get(WeekCount.RECEIVED), counts.get(WeekCount.RESOLVED),
                        counts.get(WeekCount.CLOSED), counts.get(WeekCount.OPEN), counts.get(WeekCount.OVERDUE))
                .update();
        if (written == 0) {
            return;
        }
        List<Line> unsolved = unsolved(site.code(), week, counts.get(WeekCount.OPEN));
        jdbc.sql("""
                        insert into complaint_week_line (site, week, line, case_number, text)
                        select :site, :week, line.n, line.number, line.text
                        from unnest(cast(:numbers as text[]), cast(:texts as text[])) with ordinality line (number, text, n)""")
                .param("site", site.code()).param("week", Date.valueOf(week)).param("numbers", unsolved.stream().map(Line::caseNumber).toArray(String[]::new))
                .param("texts", unsolved.stream().map(Line::text).toArray(String[]::new)).update();
        notices.send(NoticeRequest.of(ComplaintNotices.WEEK, ComplaintNotices.WEEK + "/" + site.code() + "/" + week)
                .at(site.code())
                .toPosts("service-manager", "service-supervisor")
                .with("siteName", site.name())
                .with("from", week.toString())
                .with("until", week.plusDays(6).toString())
                .with("received", counts.get(WeekCount.RECEIVED).toString())
                .with("resolved", counts.get(WeekCount.RESOLVED).toString())
                .with("closed", counts.get(WeekCount.CLOSED).toString())
                .with("open", counts.get(WeekCount.OPEN).toString())
                .with("overdue", counts.get(WeekCount.OVERDUE).toString())
                .with("unsolved", unsolved.isEmpty() ? "没有未解决的投诉" : unsolved.stream().map(Line::words).collect(Collectors.joining("\n")))
                .build());
    }

    /** A line about what is not solved; {@code caseNumber} is {@code null} where it is about no single case. */
    private record Line(String caseNumber, String text) {

        private String words() {
            return caseNumber == null ? text : caseNumber + " " + text;
        }
    }

    /** What is not solved yet with its handling so far (AS-CMP-08), longest waiting first. */
    private List<Line> unsolved(String site, LocalDate week, long open) {
        Instant now = clock.instant();
        List<String> numbers = jdbc.sql(WeekCount.OPEN.sql() + " order by c.received_at, c.case_number limit " + LISTED)
                .params(WeekCount.parameters(site, week, clock.getZone(), now)).query((row, n) -> row.getString("case_number")).list();
        Map<String, ComplaintView> views = complaints.findAllById(numbers).stream().map(Complaint::view)
                .collect(Collectors.toMap(ComplaintView::caseNumber, Function.identity()));
        Map<String, CaseView> files = cases.views(numbers).stream().collect(Collectors.toMap(CaseView::number, Function.identity()));
        List<Line> lines = new ArrayList<>();
        for (String number : numbers) {
            ComplaintView view = views.get(number);
            lines.add(new Line(number, OpenComplaints.Line.of(view, files.get(number), now).words()
                    + " 经过：" + (view.processSoFar() == null ? "尚未登记" : view.processSoFar().replaceAll("\\s+", " "))));
        }
        if (open > numbers.size()) {
            lines.add(new Line(null, "另有 " + (open - numbers.size()) + " 件"));
        }
        return lines;
    }
}
