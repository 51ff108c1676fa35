package io.casework.report;

import io.casework.worktime.CalendarChanged;
import io.casework.worktime.CaseClock;
import io.casework.worktime.CaseClocks;
import io.casework.worktime.WorkCalendar;
import io.casework.worktime.Worktime;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the complaints in the terms of the indicators: what a figure adds up and what its list shows are the same rows, so the two always agree. The
 * database notes each complaint that changed; before a figure is read, those are reckoned anew and their months added up again.
 */
@Service
public class FigureFacts {

    /** Two nodes, or two readers, must not reckon at the same time. */
    private static final long LOCK = 25_000_001L;
    private static final int BATCH = 500;
    private static final int BATCHES_AT_ONCE = 2000;

    private final CaseClocks clocks;
    private final Worktime worktime;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    FigureFacts(CaseClocks clocks, Worktime worktime, JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.clocks = clocks;
        this.worktime = worktime;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Works off what waits, many cases after an import; readers do the little that ordinary work leaves. */
    @Scheduled(cron = "${casework.figures.refresh-cron}", zone = "${casework.zone}")
    public void refreshAll() {
        for (int done = 0; done < BATCHES_AT_ONCE && refresh(); done++) {
            // Each batch commits by itself, so that readers can come between.
        }
    }

    /**
     * Reckons the next cases anew.
     *
     * @return whether more are waiting
     */
    public boolean refresh() {
        return Boolean.TRUE.equals(transaction.execute(status -> batch()));
    }

    /** How many changed complaints are not in the figures yet; counted up to 100,000. */
    @Transactional(readOnly = true)
    public long waiting() {
        return jdbc.sql("select count(*) from (select 1 from figure_stale limit 100000) s").query(Long.class).single();
    }

    /** The time to answer of whatever was answered after that day may be different now. */
    @EventListener
    void calendarChanged(CalendarChanged change) {
        jdbc.sql("insert into figure_stale (case_number) select case_number from figure_complaint where answer_seconds is not null and received_at >= ?"
                        + " union all select c.case_number from complaint c join figure_complaint f using (case_number)"
                        + " where c.answered_at >= ? and f.received_at < ?")
                .params(day(change.from()), day(change.from()), day(change.from())).update();
    }

    private Timestamp day(java.time.LocalDate day) {
        return Timestamp.from(day.atStartOfDay(clock.getZone()).toInstant());
    }

    private boolean batch() {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query((row, n) -> 0).list();
        Timestamp now = Timestamp.from(clock.instant());
        List<String> noted = jdbc.sql("delete from figure_stale where id in (select id from figure_stale order by id limit ?) returning case_number")
                .param(BATCH).query(String.class).list();
        List<String> overdue = jdbc.sql("select case_number from figure_complaint where flips_at < ? order by flips_at limit ?")
                .params(now, BATCH).query(String.class).list();
        Set<String> all = new LinkedHashSet<>(noted);
        all.addAll(overdue);
        if (all.isEmpty()) {
            return false;
        }
        String[] numbers = all.toArray(String[]::new);
        Set<Month> months = new LinkedHashSet<>(months(numbers));
        jdbc.sql("delete from figure_complaint where case_number = any (?)").param(numbers).update();
        write(numbers, now);
        months.addAll(months(numbers));
        addUp(List.copyOf(months));
        return noted.size() == BATCH || overdue.size() == BATCH;
    }

    private record Month(String site, Date month) {
    }

    private List<Month> months(String[] numbers) {
        return jdbc.sql("select distinct site, month from figure_complaint where case_number = any (?)").param(numbers)
                .query((row, n) -> new Month(row.getString(1), row.getDate(2))).list();
    }

    private record Answered(String number, Instant received, Instant answered) {
    }

    private void write(String[] numbers, Timestamp now) {
        List<Answered> answered = jdbc.sql("select case_number, received_at, answered_at from complaint"
                        + " where case_number = any (?) and answered_at is not null and state in ('OPEN', 'CLOSED')")
                .param(numbers)
                .query((row, n) -> new Answered(row.getString(1), row.getTimestamp(2).toInstant(), row.getTimestamp(3).toInstant())).list();
        Map<String, CaseClock> stopped = clocks.clocks(answered.stream().map(Answered::number).toList());
        WorkCalendar calendar = worktime.calendar();
        List<Long> seconds = new ArrayList<>();
        for (Answered one : answered) {
            seconds.add(Math.max(0, stopped.get(one.number()).netWorkingTime(calendar, one.received(), one.answered()).toSeconds()));
        }
        jdbc.sql("""
                        insert into figure_complaint (case_number, site, month, received_at, post, cause, grade, resolved, closed, callback_due, called, rated,
                                                      satisfied, score, due, timely, answer_seconds, flips_at)
                        select c.case_number, c.site, date_trunc('month', c.received_at at time zone :zone)::date, c.received_at,
                               coalesce(c.responsible_post, ''), coalesce(c.cause, ''), coalesce(c.grade, ''),
                               s.solved is not null, c.state = 'CLOSED', s.callback_due, s.callback_due and c.called_back_at is not null,
                               s.rated, s.rated and c.callback_result = 'SATISFIED', case when s.rated then coalesce(c.satisfaction, 0) else 0 end,
                               s.due, s.due and s.solved is not null and s.solved <= c.due_at, a.seconds,
                               case when s.solved is null and not s.due then c.due_at end
                        from complaint c
                        left join unnest(:answered, :seconds) a (case_number, seconds) on a.case_number = c.case_number
                        cross join lateral (select coalesce(c.resolved_at, case when c.state = 'CLOSED' then c.closed_at end)) r (solved)
                        cross join lateral (select r.solved, r.solved is not null or c.callback_result is not null,
                                                   coalesce(c.callback_result in ('SATISFIED', 'DISSATISFIED'), false),
                                                   c.due_at is not null and (r.solved is not null or c.due_at < :now)) s (solved, callback_due, rated, due)
                        where c.case_number = any (:numbers) and c.state in ('OPEN', 'CLOSED')""")
                .param("zone", clock.getZone().getId()).param("now", now).param("numbers", numbers)
                .param("answered", answered.stream().map(Answered::number).toArray(String[]::new))
                .param("seconds", seconds.toArray(Long[]::new)).update();
    }

    private void addUp(List<Month> months) {
        String[] sites = months.stream().map(Month::site).toArray(String[]::new);
        String[] firsts = months.stream().map(month -> month.month().toString()).toArray(String[]::new);
        jdbc.sql("delete from figure_month m using unnest(?, ?::date[]) t (site, month) where m.site = t.site and m.month = t.month").params(sites, firsts).update();
        jdbc.sql("insert into figure_month (site, month, post, cause, grade, " + ComplaintFigures.NAMES + ")"
                        + " select f.site, f.month, f.post, f.cause, f.grade, " + ComplaintFigures.COUNTED
                        + " from unnest(?, ?::date[]) t (site, month) join figure_complaint f on f.site = t.site and f.month = t.month"
                        + " group by f.site, f.month, f.post, f.cause, f.grade")
                .params(sites, firsts).update();
    }
}
