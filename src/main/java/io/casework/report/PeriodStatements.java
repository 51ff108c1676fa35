package io.casework.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.casework.notification.NoticeRequest;
import io.casework.notification.Notices;
import io.casework.organisation.Site;
import io.casework.organisation.Sites;
import io.casework.procedure.Settings;
import io.casework.report.ComplaintFigures.Dimension;
import io.casework.worktime.WorkCalendar;
import io.casework.worktime.Worktime;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The quarterly and yearly statements on complaints: one of each site, and the department's consolidated one for the general manager (AS-RPT-02). They are
 * handed in on their due day (AMB-53) and stay as they were then.
 */
@Service
public class PeriodStatements {

    /** In place of a site: the department's consolidated statement. */
    public static final String ALL_SITES = "";

    private static final String TEMPLATE = "complaint-statement";
    private static final String CONSOLIDATED = "客户服务部（全部小区汇总）";

    private final ComplaintFigures figures;
    private final Settings settings;
    private final Worktime worktime;
    private final Sites sites;
    private final Notices notices;
    private final ObjectMapper json;
    private final JdbcClient jdbc;
    private final Clock clock;

    PeriodStatements(ComplaintFigures figures, Settings settings, Worktime worktime, Sites sites, Notices notices, ObjectMapper json, JdbcClient jdbc,
            Clock clock) {
        this.figures = figures;
        this.settings = settings;
        this.worktime = worktime;
        this.sites = sites;
        this.notices = notices;
        this.json = json;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Complaints told apart in one way. */
    public record Section(String title, List<ComplaintFigures.Line> lines) {
    }

    /** What a statement says. */
    public record Content(ComplaintCounts total, List<Section> sections) {
    }

    /** A statement. {@code madeAt} is {@code null} for one that has not been handed in: it shows the figures as they are now. */
    public record Statement(StatementPeriod period, String site, String siteName, LocalDate due, Instant madeAt, Content content) {
    }

    /** Looks whether statements are due: on working days from the first opening on. */
    @Scheduled(cron = "${casework.figures.statement-cron}", zone = "${casework.zone}")
    @Transactional
    public void handInWhenDue() {
        WorkCalendar calendar = worktime.calendar();
        Instant now = clock.instant();
        LocalDate today = calendar.dateOf(now);
        if (calendar.hasOpened(now)) {
            for (StatementPeriod ended : List.of(StatementPeriod.quarterOf(today).before(), StatementPeriod.yearOf(today).before())) {
                if (!today.isBefore(due(ended))) {
                    handIn(ended);
                }
            }
        }
    }

    /** A day in time: the nth working day after the period (AMB-53). */
    public LocalDate due(StatementPeriod period) {
        WorkCalendar calendar = worktime.calendar();
        return calendar.dateOf(calendar.plusWorkingDays(period.until().atStartOfDay(calendar.zone()).toInstant(),
                settings.integer(period.yearly() ? "report.due.year" : "report.due.quarter")));
    }

    /** The statement as handed in, or as it would be now. */
    @Transactional
    public Statement statement(StatementPeriod period, String site) {
        record Kept(Instant at, String content) {
        }
        Kept kept = jdbc.sql("select made_at, content from report_statement where period = ? and site = ?").params(period.code(), site)
                .query((row, n) -> new Kept(row.getTimestamp(1).toInstant(), row.getString(2))).optional().orElse(null);
        return new Statement(period, site, name(site), due(period), kept == null ? null : kept.at(), kept == null ? now(period, site) : read(kept.content()));
    }

    /** Codes of the periods for which a statement of the site has been handed in. */
    @Transactional(readOnly = true)
    public Set<String> handedIn(String site) {
        return jdbc.sql("select period from report_statement where site = ?").param(site).query(String.class).list().stream().collect(Collectors.toSet());
    }

    /** The newest periods, the running ones first: quarters, then years. */
    public List<StatementPeriod> periods(int quarters, int years) {
        LocalDate today = LocalDate.now(clock);
        List<StatementPeriod> periods = new ArrayList<>();
        for (StatementPeriod period = StatementPeriod.quarterOf(today); periods.size() < quarters; period = period.before()) {
            periods.add(period);
        }
        for (StatementPeriod period = StatementPeriod.yearOf(today); periods.size() < quarters + years; period = period.before()) {
            periods.add(period);
        }
        return periods;
    }

    private void handIn(StatementPeriod period) {
        List<Site> all = sites.all();
        for (Site site : all) {
            handIn(period, site.code());
        }
        handIn(period, ALL_SITES);
    }

    private void handIn(StatementPeriod period, String site) {
        boolean there = jdbc.sql("select exists (select 1 from report_statement where period = ? and site = ?)").params(period.code(), site)
                .query(Boolean.class).single();
        // A site that had no complaint until then was not worked with yet.
        if (there || !inUse(period, site)) {
            return;
        }
        Content content = now(period, site);
        int written = jdbc.sql("insert into report_statement (period, site, made_at, content) values (?, ?, ?, ?::jsonb) on conflict (period, site) do nothing")
                .params(period.code(), site, Timestamp.from(clock.instant()), write(content)).update();
        if (written == 0) {
            return;
        }
        ComplaintCounts total = content.total();
        NoticeRequest.Builder notice = NoticeRequest.of(TEMPLATE, TEMPLATE + "/" + period.code() + "/" + site)
                .with("siteName", name(site)).with("kind", period.kind()).with("period", period.label())
                .with("received", String.valueOf(total.received())).with("resolved", String.valueOf(total.resolved()))
                .with("closed", String.valueOf(total.closed()))
                .with("satisfaction", total.words(Indicator.SATISFACTION)).with("timeliness", total.words(Indicator.TIMELINESS))
                .with("closure", total.words(Indicator.CLOSURE)).with("callback", total.words(Indicator.CALLBACK))
                .with("answer", total.words(Indicator.ANSWER));
        notices.send((site.isEmpty() ? notice.toPosts("service-manager", "general-manager") : notice.at(site).toPosts("service-manager", "service-supervisor"))
                .build());
    }

    private boolean inUse(StatementPeriod period, String site) {
        return jdbc.sql("select exists (select 1 from complaint where received_at < ? and site = any (?))")
                .params(Timestamp.from(period.until().plusDays(1).atStartOfDay(clock.getZone()).toInstant()), at(site).toArray(String[]::new))
                .query(Boolean.class).single();
    }

    private Content now(StatementPeriod period, String site) {
        FigureFilter filter = FigureFilter.period(period.from(), period.until(), at(site));
        List<Section> sections = new ArrayList<>();
        for (Dimension dimension : Dimension.values()) {
            if (dimension != Dimension.SITE || site.isEmpty()) {
                sections.add(new Section(dimension.label(), figures.by(dimension, filter)));
            }
        }
        return new Content(figures.total(filter), sections);
    }

    private Set<String> at(String site) {
        return site.isEmpty() ? sites.all().stream().map(Site::code).collect(Collectors.toSet()) : Set.of(site);
    }

    private String name(String site) {
        return site.isEmpty() ? CONSOLIDATED : sites.name(site);
    }

    private String write(Content content) {
        try {
            return json.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Content read(String content) {
        try {
            return json.readValue(content, Content.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("季报、年报的内容无法读取", e);
        }
    }
}
