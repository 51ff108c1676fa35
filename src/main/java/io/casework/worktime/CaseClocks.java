package io.casework.worktime;

import io.casework.platform.RuleViolation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Stops and starts the clocks of cases, and tells gross and net working time. A case is known by its number only. */
@Service
public class CaseClocks {

    private static final String COLUMNS = "case_number, reason, note, paused_at, paused_by, resumed_at, resumed_by";

    private final JdbcClient jdbc;
    private final Worktime worktime;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    CaseClocks(JdbcClient jdbc, Worktime worktime, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.worktime = worktime;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Stops the clock of a case now.
     *
     * @param note remark of up to 500 characters, may be empty
     * @throws RuleViolation when it stands already, or the reason is missing
     */
    @Transactional
    public ClockPause pause(String caseNumber, PauseReason reason, String note, String actor) {
        String number = Wording.required("caseNumber", "案件编号", caseNumber, 40);
        if (reason == null) {
            throw new RuleViolation("reason", "请选择暂停计时的原因");
        }
        String remark = Wording.optional("note", "说明", note, 500);
        // The index over open pauses decides when two people do this at the same moment.
        ClockPause pause = jdbc.sql("insert into clock_pause (case_number, reason, note, paused_at, paused_by) values (?, ?, ?, ?, ?)"
                        + " on conflict (case_number) where resumed_at is null do nothing returning " + COLUMNS)
                .params(number, reason.name(), remark == null ? "" : remark, now(), Wording.required("actor", "操作人", actor, 64))
                .query(CaseClocks::read)
                .optional()
                .orElseThrow(() -> new RuleViolation("caseNumber", "案件 " + number + " 已经暂停计时"));
        events.publishEvent(new ClockPaused(pause));
        return pause;
    }

    /**
     * Lets the clock of a case run again from now.
     *
     * @throws RuleViolation when it does not stand
     */
    @Transactional
    public ClockPause resume(String caseNumber, String actor) {
        // greatest(): should the clocks of two nodes differ, a pause still does not end before it began.
        ClockPause pause = jdbc.sql("update clock_pause set resumed_at = greatest(paused_at, ?), resumed_by = ?"
                        + " where case_number = ? and resumed_at is null returning " + COLUMNS)
                .params(now(), Wording.required("actor", "操作人", actor, 64), caseNumber)
                .query(CaseClocks::read)
                .optional()
                .orElseThrow(() -> new RuleViolation("caseNumber", "案件 " + caseNumber + " 没有暂停计时"));
        events.publishEvent(new ClockResumed(pause));
        return pause;
    }

    /** Whether the clock of a case stands still. */
    @Transactional(readOnly = true)
    public boolean isPaused(String caseNumber) {
        return clock(caseNumber).isPaused();
    }

    /** The clock of a case; one without pauses where it never stood. */
    @Transactional(readOnly = true)
    public CaseClock clock(String caseNumber) {
        return clocks(List.of(caseNumber)).get(caseNumber);
    }

    /** The clocks of several cases by one query, each asked-for number with an entry. */
    @Transactional(readOnly = true)
    public Map<String, CaseClock> clocks(Collection<String> caseNumbers) {
        Map<String, List<ClockPause>> pauses = caseNumbers.isEmpty()
                ? Map.of()
                : jdbc.sql("select " + COLUMNS + " from clock_pause where case_number = any (?)")
                        .param(caseNumbers.toArray(String[]::new))
                        .query(CaseClocks::read)
                        .list()
                        .stream()
                        .collect(Collectors.groupingBy(ClockPause::caseNumber));
        Map<String, CaseClock> clocks = new LinkedHashMap<>();
        caseNumbers.forEach(number -> clocks.put(number, new CaseClock(number, pauses.getOrDefault(number, List.of()))));
        return clocks;
    }

    /** Gross, paused and net working time of a case in [{@code from}, {@code to}); an open pause counts up to {@code to}. */
    @Transactional(readOnly = true)
    public CaseTimes times(String caseNumber, Instant from, Instant to) {
        return clock(caseNumber).times(worktime.calendar(), from, to);
    }

    /** Working time of a case in [{@code from}, {@code to}) without the pauses; an open pause counts up to {@code to}. */
    @Transactional(readOnly = true)
    public Duration netWorkingTime(String caseNumber, Instant from, Instant to) {
        return clock(caseNumber).netWorkingTime(worktime.calendar(), from, to);
    }

    /** The end of a limit of a case, moved by the pauses that began before it; an open pause counts up to now. */
    @Transactional(readOnly = true)
    public Instant dueAt(String caseNumber, Instant start, Limit limit) {
        return clock(caseNumber).dueAt(worktime.calendar(), start, limit, clock.instant());
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private static ClockPause read(ResultSet row, int number) throws SQLException {
        Timestamp resumed = row.getTimestamp("resumed_at");
        return new ClockPause(row.getString("case_number"), PauseReason.valueOf(row.getString("reason")), row.getString("note"),
                row.getTimestamp("paused_at").toInstant(), row.getString("paused_by"),
                resumed == null ? null : resumed.toInstant(), row.getString("resumed_by"));
    }
}
