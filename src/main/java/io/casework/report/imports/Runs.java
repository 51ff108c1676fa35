package io.casework.report.imports;

import com.fasterxml.jackson.core.type.TypeReference;
import io.casework.casefile.Actor;
import io.casework.report.ImportFinding;
import io.casework.report.ImportKind;
import io.casework.report.ImportRun;
import io.casework.report.ImportState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of imports: runs, and the lines that wait in them. */
@Component
public class Runs {

    private static final TypeReference<List<Entry.Finding>> FINDINGS = new TypeReference<>() {
    };

    /** Most characters of lines that are worked on at once; the first line is taken in any case. */
    private static final int MOST_AT_ONCE = 8_000_000;
    private static final String LIGHT = """
            select line_no, cells, findings
            from (select line_no, cells, findings, sum(length(cells::text)) over (order by line_no) - length(cells::text) as before
                  from (select line_no, cells, findings from import_line where run_id = :id and %s order by line_no limit :most) following) measured
            where before < :light order by line_no""";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    Runs(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** What is known of a file before its lines. */
    public record Start(ImportKind kind, String site, String fileName, long fileSize, String sha256, String source, boolean allOrNothing,
            String defaultMatter) {
    }

    /** A line that waits, and what was found about it. */
    record Line(int line, List<Cell> cells, List<Entry.Finding> findings) {
    }

    /** What checking or importing says about a line. */
    record Judged(int line, String key, String outcome, List<Entry.Finding> findings, boolean done) {
    }

    long create(Start start, int headerLine, List<String> headers, Instant at, Actor by) {
        return jdbc.sql("""
                        insert into import_run (kind, site, file_name, file_size, sha256, source, all_or_nothing, default_matter, header_line, headers, columns,
                                                state, lines, created_at, created_by, created_by_name)
                        values (:kind, :site, :name, :size, :sha, :source, :all, :matter, :line, cast(:headers as jsonb), '{}', 'MAPPING', 0, :at, :by, :byName)
                        returning id""")
                .param("kind", start.kind().name()).param("site", start.site()).param("name", start.fileName()).param("size", start.fileSize())
                .param("sha", start.sha256()).param("source", start.source()).param("all", start.allOrNothing()).param("matter", start.defaultMatter())
                .param("line", headerLine).param("headers", Json.write(headers)).param("at", Timestamp.from(at)).param("by", by.login())
                .param("byName", by.name())
                .query(Long.class).single();
    }

    void stage(long run, List<Table.Row> rows) {
        batches.update("insert into import_line (run_id, line_no, cells) select ?, n, cast(c as jsonb) from unnest(?, ?) as staged (n, c)", run,
                rows.stream().map(Table.Row::line).toArray(Integer[]::new), rows.stream().map(row -> Json.cells(row.cells())).toArray(String[]::new));
    }

    void staged(long run, int lines) {
        jdbc.sql("update import_run set lines = :lines where id = :id").param("lines", lines).param("id", run).update();
    }

    /** The import of this number. */
    public Optional<ImportRun> find(long id) {
        return jdbc.sql("select * from import_run where id = :id").param("id", id).query(Runs::run).optional();
    }

    /** The same, with its row locked until the transaction ends. */
    Optional<ImportRun> lock(long id) {
        return jdbc.sql("select * from import_run where id = :id for update").param("id", id).query(Runs::run).optional();
    }

    /** The newest imports of sites. */
    public List<ImportRun> newest(Collection<String> sites, int most) {
        return sites.isEmpty() ? List.of() : jdbc.sql("select * from import_run where site in (:sites) order by id desc limit :most")
                .param("sites", sites).param("most", most).query(Runs::run).list();
    }

    /** Imports of the same file in the same site that were carried out before. */
    public Optional<ImportRun> sameFile(ImportRun run) {
        return jdbc.sql("""
                        select * from import_run where site = :site and id < :id and kind = :kind and sha256 = :sha and state = 'DONE' order by id desc limit 1""")
                .param("site", run.site()).param("id", run.id()).param("kind", run.kind().name()).param("sha", run.sha256())
                .query(Runs::run).optional();
    }

    /** Begins to check anew with these columns; what was found before is forgotten. */
    void begin(long id, Map<String, Integer> columns) {
        jdbc.sql("update import_line set outcome = null, line_key = null, findings = null where run_id = :id and (outcome is not null or line_key is not null)")
                .param("id", id).update();
        jdbc.sql("""
                        update import_run set columns = cast(:columns as jsonb), state = 'CHECKING', failure = null, checked_to = 0, checked = 0, fresh = 0,
                            changed = 0, unchanged = 0, bad = 0, again = 0, hints = 0, imported = 0 where id = :id""")
                .param("columns", Json.write(columns)).param("id", id).update();
    }

    void columns(long id, Map<String, Integer> columns) {
        jdbc.sql("update import_run set columns = cast(:columns as jsonb) where id = :id").param("columns", Json.write(columns)).param("id", id).update();
    }

    void state(long id, ImportState state, String failure) {
        jdbc.sql("update import_run set state = :state, failure = :failure where id = :id")
                .param("state", state.name()).param("failure", failure).param("id", id).update();
    }

    void failed(long id, String failure) {
        jdbc.sql("update import_run set failure = :failure where id = :id").param("failure", failure).param("id", id).update();
    }

    void confirmed(long id, Instant at, Actor by) {
        jdbc.sql("""
                        update import_run set state = 'IMPORTING', failure = null, confirmed_at = :at, confirmed_by = :by, confirmed_by_name = :byName
                        where id = :id""")
                .param("at", Timestamp.from(at)).param("by", by.login()).param("byName", by.name()).param("id", id).update();
    }

    /** The person who said yes. */
    Actor confirmer(long id) {
        return jdbc.sql("select confirmed_by, confirmed_by_name from import_run where id = :id").param("id", id)
                .query((row, n) -> new Actor(row.getString(1), row.getString(2))).single();
    }

    void ended(long id, ImportState state, Instant at) {
        jdbc.sql("update import_run set state = :state, failure = null, finished_at = :at where id = :id")
                .param("state", state.name()).param("at", Timestamp.from(at)).param("id", id).update();
    }

    /** Lines whose data nobody needs any more; those that were not imported stay, for the list of what is to be done. */
    void forget(long id, boolean all) {
        jdbc.sql("delete from import_line where run_id = :id" + (all ? "" : " and (done or outcome = 'UNCHANGED')")).param("id", id).update();
    }

    int checkedTo(long id) {
        return jdbc.sql("select checked_to from import_run where id = :id").param("id", id).query(Integer.class).single();
    }

    /** The next lines to check; fewer where they are long. */
    List<Line> unchecked(long id, int after, int most) {
        return jdbc.sql(LIGHT.formatted("line_no > :after")).param("light", MOST_AT_ONCE)
                .param("id", id).param("after", after).param("most", most).query(Runs::line).list();
    }

    /** The next lines to import; fewer where they are long. */
    List<Line> waiting(long id, int after, int most) {
        return jdbc.sql(LIGHT.formatted("not done and outcome in ('NEW', 'CHANGED') and line_no > :after")).param("light", MOST_AT_ONCE)
                .param("id", id).param("after", after).param("most", most).query(Runs::line).list();
    }

    /** The first line with each of these keys. */
    Map<String, Integer> firstLines(long id, Collection<String> keys, int before) {
        Map<String, Integer> first = new HashMap<>();
        jdbc.sql("select line_key, min(line_no) from import_line where run_id = :id and line_key = any (:keys) and line_no < :before group by line_key")
                .param("id", id).param("keys", keys.toArray(String[]::new)).param("before", before)
                .query(row -> {
                    first.put(row.getString(1), row.getInt(2));
                });
        return first;
    }

    void judge(long run, List<Judged> lines) {
        batches.update("""
                update import_line l set line_key = coalesce(j.key, l.line_key), outcome = j.outcome, findings = cast(j.findings as jsonb), done = j.done
                from unnest(?, ?, ?, ?, ?) as j (line_no, key, outcome, findings, done)
                where l.run_id = ? and l.line_no = j.line_no""",
                lines.stream().map(Judged::line).toArray(Integer[]::new),
                lines.stream().map(Judged::key).toArray(String[]::new),
                lines.stream().map(Judged::outcome).toArray(String[]::new),
                lines.stream().map(line -> line.findings().isEmpty() ? null : Json.write(line.findings())).toArray(String[]::new),
                lines.stream().map(Judged::done).toArray(Boolean[]::new),
                run);
    }

    void checked(long id, int to, int lines, Map<String, Integer> counts, int hints) {
        jdbc.sql("""
                        update import_run set checked_to = :to, checked = checked + :lines, fresh = fresh + :fresh, changed = changed + :changed,
                            unchanged = unchanged + :unchanged, bad = bad + :bad, again = again + :again, hints = hints + :hints where id = :id""")
                .param("to", to).param("lines", lines).param("fresh", counts.getOrDefault("NEW", 0)).param("changed", counts.getOrDefault("CHANGED", 0))
                .param("unchanged", counts.getOrDefault("UNCHANGED", 0)).param("bad", counts.getOrDefault("BAD", 0))
                .param("again", counts.getOrDefault("AGAIN", 0)).param("hints", hints).param("id", id).update();
    }

    /** Lines that the dry run held for good, and that turned out otherwise since, are counted anew. */
    void imported(long id, int imported, int turnedBad, int turnedUnchanged, int fresh, int changed) {
        jdbc.sql("""
                        update import_run set imported = imported + :imported, bad = bad + :bad, unchanged = unchanged + :unchanged,
                            fresh = fresh - :fresh, changed = changed - :changed where id = :id""")
                .param("imported", imported).param("bad", turnedBad).param("unchanged", turnedUnchanged).param("fresh", fresh).param("changed", changed)
                .param("id", id).update();
    }

    /** Outcomes that the lines have so far. */
    Map<Integer, String> outcomes(long id, int from, int to) {
        Map<Integer, String> outcomes = new HashMap<>();
        jdbc.sql("select line_no, outcome from import_line where run_id = :id and line_no between :from and :to and outcome is not null")
                .param("id", id).param("from", from).param("to", to)
                .query(row -> {
                    outcomes.put(row.getInt(1), row.getString(2));
                });
        return outcomes;
    }

    /** Lines with an outcome (or, for hints, lines that can be imported and have one), after a line. */
    public List<ImportFinding> findings(ImportRun run, Map<String, String> labels, String outcome, int after, int most) {
        String criterion = outcome.equals("HINT") ? "findings is not null and outcome in ('NEW', 'CHANGED', 'UNCHANGED')" : "outcome = :outcome and not done";
        List<ImportFinding> found = new ArrayList<>();
        jdbc.sql("select line_no, cells, findings from import_line where run_id = :id and " + criterion + " and line_no > :after order by line_no limit :most")
                .param("id", run.id()).param("outcome", outcome).param("after", after).param("most", most)
                .query(Runs::line).list()
                .forEach(line -> line.findings().forEach(finding -> found.add(finding(run, labels, line.line(), finding))));
        return found;
    }

    /** The same lines with their cells, for a file. */
    List<Line> lines(long id, String outcome, int after, int most) {
        return jdbc.sql("""
                        select line_no, cells, findings from import_line where run_id = :id and outcome = :outcome and not done and line_no > :after
                        order by line_no limit :most""")
                .param("id", id).param("outcome", outcome).param("after", after).param("most", most).query(Runs::line).list();
    }

    static ImportFinding finding(ImportRun run, Map<String, String> labels, int line, Entry.Finding finding) {
        Integer column = finding.field() == null ? null : run.columns().get(finding.field());
        String header = column != null && column < run.headers().size() ? run.headers().get(column) : finding.field() == null ? null : labels.get(finding.field());
        return new ImportFinding(line, header, finding.value(), finding.reason(), finding.advice());
    }

    private static Line line(ResultSet row, int n) throws SQLException {
        String findings = row.getString(3);
        return new Line(row.getInt(1), Json.cells(row.getString(2)), findings == null ? List.of() : Json.read(findings, FINDINGS));
    }

    private static ImportRun run(ResultSet row, int n) throws SQLException {
        return new ImportRun(row.getLong("id"), ImportKind.valueOf(row.getString("kind")), row.getString("site"), row.getString("file_name"),
                row.getLong("file_size"), row.getString("sha256"), row.getString("source"), row.getBoolean("all_or_nothing"), row.getString("default_matter"),
                row.getInt("header_line"), Json.read(row.getString("headers"), new TypeReference<List<String>>() {
                }), Json.read(row.getString("columns"), new TypeReference<Map<String, Integer>>() {
                }), ImportState.valueOf(row.getString("state")), row.getString("failure"), row.getInt("lines"), row.getInt("checked"), row.getInt("fresh"),
                row.getInt("changed"), row.getInt("unchanged"), row.getInt("bad"), row.getInt("again"), row.getInt("hints"), row.getInt("imported"),
                row.getTimestamp("created_at").toInstant(), row.getString("created_by"), row.getString("created_by_name"), instant(row, "confirmed_at"),
                row.getString("confirmed_by_name"), instant(row, "finished_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
