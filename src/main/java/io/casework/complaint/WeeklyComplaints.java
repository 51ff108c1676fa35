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

    private void make(Site site, LocalDate week) {
        WorkCalendar calendar = worktime.calendar();
        Instant now = clock.instant();
        Timestamp from = Timestamp.from(week.atStartOfDay(calendar.zone()).toInstant());
        Timestamp until = Timestamp.from(week.plusWeeks(1).atStartOfDay(calendar.zone()).toInstant());
        Map<String, Object> counted = jdbc.sql("""
                        select count(*) filter (where received_at >= :from and received_at < :until and state <> 'RETURNED') as received,
                               count(*) filter (where resolved_at >= :from and resolved_at < :until) as resolved,
                               count(*) filter (where closed_at >= :from and closed_at < :until and state = 'CLOSED') as closed
                        from complaint where site = :site""")
                .param("from", from).param("until", until).param("site", site.code()).query().singleRow();
        List<ComplaintView> unsolved = complaints.findBySiteAndStateOrderByReceivedAtAscCaseNumberAsc(site.code(), ComplaintState.OPEN).stream()
                .map(Complaint::view).filter(view -> view.resolvedAt() == null && view.receivedAt().isBefore(until.toInstant())).toList();
        long overdue = unsolved.stream().filter(view -> isOverdue(view, now)).count();
        String list = list(unsolved, now);
        int written = jdbc.sql("""
                        insert into complaint_week (site, week, made_at, received, resolved, closed, open, overdue, unsolved)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (site, week) do nothing""")
                .params(site.code(), Date.valueOf(week), Timestamp.from(now), counted.get("received"), counted.get("resolved"), counted.get("closed"),
                        unsolved.size(), overdue, list)
                .update();
        if (written == 0) {
            return;
        }
        notices.send(NoticeRequest.of(ComplaintNotices.WEEK, ComplaintNotices.WEEK + "/" + site.code() + "/" + week)
                .at(site.code())
                .toPosts("service-manager", "service-supervisor")
                .with("siteName", site.name())
                .with("from", week.toString())
                .with("until", week.plusDays(6).toString())
                .with("received", counted.get("received").toString())
                .with("resolved", counted.get("resolved").toString())
                .with("closed", counted.get("closed").toString())
                .with("open", String.valueOf(unsolved.size()))
                .with("overdue", String.valueOf(overdue))
                .with("unsolved", list)
                .build());
    }

    private String list(List<ComplaintView> unsolved, Instant now) {
        if (unsolved.isEmpty()) {
            return "没有未解决的投诉";
        }
        List<ComplaintView> shown = unsolved.stream().limit(LISTED).toList();
        Map<String, CaseView> files = cases.views(shown.stream().map(ComplaintView::caseNumber).toList()).stream()
                .collect(Collectors.toMap(CaseView::number, Function.identity()));
        String lines = shown.stream().map(view -> view.caseNumber() + " " + (view.grade() == null ? "未定级" : view.grade().label()) + " "
                + files.get(view.caseNumber()).matter()
                + (view.trackerName() == null ? "" : " 跟踪人" + view.trackerName())
                + (isOverdue(view, now) ? " 已超期" : "")
                + " 经过：" + (view.processSoFar() == null ? "尚未登记" : view.processSoFar().replaceAll("\\s+", " "))).collect(Collectors.joining("\n"));
        return unsolved.size() > LISTED ? lines + "\n另有 " + (unsolved.size() - LISTED) + " 件" : lines;
    }

    private static boolean isOverdue(ComplaintView view, Instant now) {
        return view.dueAt() != null && view.dueAt().isBefore(now);
    }
}
