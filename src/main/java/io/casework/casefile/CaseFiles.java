package io.casework.casefile;

import io.casework.platform.RuleViolation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens, changes and closes cases and writes their timelines. Every change runs in the transaction of the step that causes it, so
 * that case, timeline and engine commit together or not at all.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class CaseFiles {

    private final CaseFileRepository cases;
    private final CaseNumbers numbers;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    CaseFiles(CaseFileRepository cases, CaseNumbers numbers, JdbcTemplate jdbc, Clock clock) {
        this.cases = cases;
        this.numbers = numbers;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Opens a case and gives it the next number of its kind and day (AS-INT-01, AS-INT-14). */
    public CaseView open(NewCase data, Actor actor) {
        String number = numbers.next(data.kind(), LocalDate.now(clock));
        CaseFile opened = cases.saveAndFlush(new CaseFile(number, data, clock.instant(), actor.login()));
        note(number, actor, "OPENED", data.kind().label() + "登记：" + data.matter(), "AS-INT-01");
        if (data.parentNumber() != null) {
            note(data.parentNumber(), actor, "CHILD_OPENED", "已转出子案件 " + number, "AS-CMP-09");
        }
        return opened.view();
    }

    /** Puts the customer and the unit that were found on the case. */
    public CaseView identify(String number, Long customerId, String customerName, String customerPhone, Long unitId, String unitName) {
        CaseFile file = required(number);
        file.identify(customerId, customerName, customerPhone, unitId, unitName);
        return file.view();
    }

    /** Writes the category word (AS-INT-12). */
    public void categorise(String number, String category) {
        required(number).categorise(category);
    }

    /** Writes the grade of a complaint (AS-SEV-01). */
    public void grade(String number, String grade) {
        required(number).grade(grade);
    }

    /** Sets the time by which the whole matter is promised. */
    public void dueAt(String number, Instant dueAt) {
        required(number).dueAt(dueAt);
    }

    /** Writes the handling status 处理情况 (AS-SWO-03). */
    public void handling(String number, String text) {
        required(number).handling(text);
    }

    /**
     * Writes the case off.
     *
     * @param outcome code of the outcome, for figures
     * @param completion words of the completion column, usually 已完成 (AS-SWO-04)
     */
    public void close(String number, String outcome, String completion, Actor actor) {
        required(number).close(outcome, completion, clock.instant());
        note(number, actor, "CLOSED", "销项：" + completion, "AS-SWO-04");
    }

    /** The customer takes the matter back; children that are still open go with it. */
    public void withdraw(String number, String reason, Actor actor) {
        required(number).withdraw(clock.instant());
        note(number, actor, "WITHDRAWN", "客户撤回：" + reason, null);
        for (CaseFile child : cases.findByParentNumberOrderByNumber(number)) {
            if (child.view().isOpen()) {
                child.withdraw(clock.instant());
                note(child.view().number(), actor, "WITHDRAWN", "随主案件 " + number + " 撤回：" + reason, null);
            }
        }
    }

    /** Adds a line to the timeline; it can never be changed afterwards. {@code ruleIds} may be {@code null}. */
    public void note(String number, Actor actor, String kind, String text, String ruleIds) {
        note(number, actor, kind, text, ruleIds, null);
    }

    /** Adds a line that belongs to a submitted form. What people wrote stands inside our sentences: a full stop of theirs before our sign is left out. */
    public void note(String number, Actor actor, String kind, String text, String ruleIds, Long submissionId) {
        jdbc.update("insert into case_timeline (case_number, at, actor, actor_name, kind, text, rule_ids, submission_id) values (?, ?, ?, ?, ?, ?, ?, ?)",
                number, Timestamp.from(clock.instant()), actor.login(), actor.name(), kind, text.replaceAll("[。；，]+(?=[；，])", ""), ruleIds, submissionId);
    }

    /** The case, or a Chinese refusal where there is none. */
    @Transactional(readOnly = true)
    public CaseView view(String number) {
        return find(number).orElseThrow(() -> new RuleViolation("caseNumber", "没有编号为 " + number + " 的案件"));
    }

    /** The case, if there is one. */
    @Transactional(readOnly = true)
    public Optional<CaseView> find(String number) {
        return cases.findById(number).map(CaseFile::view);
    }

    /** Several cases at once, in no particular order. */
    @Transactional(readOnly = true)
    public List<CaseView> views(Collection<String> caseNumbers) {
        return cases.findAllById(caseNumbers).stream().map(CaseFile::view).toList();
    }

    /** The cases that belong to a case. */
    @Transactional(readOnly = true)
    public List<CaseView> children(String number) {
        return cases.findByParentNumberOrderByNumber(number).stream().map(CaseFile::view).toList();
    }

    /** The whole timeline, oldest first. */
    @Transactional(readOnly = true)
    public List<TimelineView> timeline(String number) {
        return timeline(number, Integer.MAX_VALUE);
    }

    /** The newest lines of the timeline, oldest of them first. */
    @Transactional(readOnly = true)
    public List<TimelineView> timeline(String number, int newest) {
        return jdbc.query("""
                select * from (select * from case_timeline where case_number = ? order by id desc limit ?) t order by id""",
                CaseFiles::line, number, newest);
    }

    /**
     * A part of the timeline, for pages that show a bit at a time.
     *
     * @param kinds which lines are wanted
     * @param after the line after which the part begins; {@code null} for the beginning
     * @param newestFirst in which direction
     * @param limit how many at most
     */
    @Transactional(readOnly = true)
    public List<TimelineView> timeline(String number, TimelineKinds kinds, TimelinePosition after, boolean newestFirst, int limit) {
        List<Object> values = new ArrayList<>(List.of(number));
        StringBuilder sql = new StringBuilder("select * from case_timeline where case_number = ?");
        if (after != null) {
            sql.append(newestFirst ? " and (at, id) < (?, ?)" : " and (at, id) > (?, ?)");
            values.add(Timestamp.from(after.at()));
            values.add(after.id());
        }
        kinds.narrow(sql, values);
        sql.append(newestFirst ? " order by at desc, id desc limit ?" : " order by at, id limit ?");
        values.add(limit);
        return jdbc.query(sql.toString(), CaseFiles::line, values.toArray());
    }

    private static TimelineView line(ResultSet row, int index) throws SQLException {
        return new TimelineView(row.getLong("id"), row.getString("case_number"), row.getTimestamp("at").toInstant(), row.getString("actor"),
                row.getString("actor_name"), row.getString("kind"), row.getString("text"), row.getString("rule_ids"),
                (Long) row.getObject("submission_id"));
    }

    private CaseFile required(String number) {
        return cases.findById(number).orElseThrow(() -> new RuleViolation("caseNumber", "没有编号为 " + number + " 的案件"));
    }
}
