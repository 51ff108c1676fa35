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
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The daily review of what is still open, so that nothing is missed or delayed (AS-CMP-21). */
@Service
public class OpenComplaints {

    private static final int LISTED = 50;

    private final ComplaintRepository complaints;
    private final CaseFiles cases;
    private final Sites sites;
    private final Notices notices;
    private final Worktime worktime;
    private final JdbcClient jdbc;
    private final Clock clock;

    OpenComplaints(ComplaintRepository complaints, CaseFiles cases, Sites sites, Notices notices, Worktime worktime,
            JdbcClient jdbc, Clock clock) {
        this.complaints = complaints;
        this.cases = cases;
        this.sites = sites;
        this.notices = notices;
        this.worktime = worktime;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One line of the list. {@code grade}, {@code trackerName} and {@code dueAt} are {@code null} until the complaint has been assessed. */
    public record Line(String caseNumber, String customerName, String unitName, String matter, ComplaintGrade grade, String trackerName, Instant receivedAt,
            Instant dueAt, boolean overdue) {

        static Line of(ComplaintView view, CaseView file, Instant now) {
            return new Line(view.caseNumber(), file.customerName(), file.unitName(), file.matter(), view.grade(), view.trackerName(), view.receivedAt(),
                    view.dueAt(), view.dueAt() != null && view.dueAt().isBefore(now));
        }

        /** Grade, matter, who follows it up and whether it is overdue, as the lists in notices and reports say it. */
        String words() {
            return (grade == null ? "未定级" : grade.label()) + " " + matter + (trackerName == null ? "" : " 跟踪人" + trackerName) + (overdue ? " 已超期" : "");
        }
    }

    /** What is open at a site, longest waiting first. */
    @Transactional(readOnly = true)
    public List<Line> at(String site) {
        List<ComplaintView> open = complaints.findBySiteAndStateOrderByReceivedAtAscCaseNumberAsc(site, ComplaintState.OPEN).stream()
                .map(Complaint::view).toList();
        Map<String, CaseView> files = cases.views(open.stream().map(ComplaintView::caseNumber).toList()).stream()
                .collect(Collectors.toMap(CaseView::number, Function.identity()));
        Instant now = clock.instant();
        return open.stream().map(view -> Line.of(view, files.get(view.caseNumber()), now)).toList();
    }

    /** Looks whether today's lists are due: on working days from the first opening on. */
    @Scheduled(cron = "${casework.complaint.review-cron}", zone = "${casework.zone}")
    @Transactional
    public void reviewWhenOpen() {
        WorkCalendar calendar = worktime.calendar();
        Instant now = clock.instant();
        LocalDate today = calendar.dateOf(now);
        if (calendar.hasOpened(now)) {
            review(today);
        }
    }

    /** Writes every site's list of the day and tells its supervisors; does nothing where that has been done, on whichever node. */
    @Transactional
    public void review(LocalDate day) {
        for (Site site : sites.all()) {
            Integer done = jdbc.sql("select count(*) from complaint_review where site = ? and day = ?").params(site.code(), Date.valueOf(day))
                    .query(Integer.class).single();
            if (done == 0) {
                review(site, day);
            }
        }
    }

    private void review(Site site, LocalDate day) {
        List<Line> open = at(site.code());
        long overdue = open.stream().filter(Line::overdue).count();
        int written = jdbc.sql("""
                        insert into complaint_review (site, day, listed_at, open, overdue, cases) values (?, ?, ?, ?, ?, ?)
                        on conflict (site, day) do nothing""")
                .params(site.code(), Date.valueOf(day), java.sql.Timestamp.from(clock.instant()), open.size(), overdue,
                        open.stream().map(Line::caseNumber).collect(Collectors.joining(",")))
                .update();
        if (written == 0 || open.isEmpty()) {
            return;
        }
        notices.send(NoticeRequest.of(ComplaintNotices.OPEN_COMPLAINTS, ComplaintNotices.OPEN_COMPLAINTS + "/" + site.code() + "/" + day)
                .at(site.code())
                .toPosts("service-supervisor")
                .with("siteName", site.name())
                .with("day", day.toString())
                .with("open", String.valueOf(open.size()))
                .with("overdue", String.valueOf(overdue))
                .with("list", list(open))
                .build());
    }

    private static String list(List<Line> open) {
        String lines = open.stream().limit(LISTED).map(line -> line.caseNumber() + " " + line.words()).collect(Collectors.joining("\n"));
        return open.size() > LISTED ? lines + "\n另有 " + (open.size() - LISTED) + " 件" : lines;
    }
}
