package io.casework.procedure;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which procedures a case went through, in which version, where it stands and where it has been. Read straight from the engine's tables, because its own
 * queries answer one row per step ever made, and a case can make thousands; here one row per element of the model comes back. Asks for no right: whoever
 * calls must know that the person may see the cases.
 */
@Service
public class CaseProcesses {

    private static final int MOST_RUNS = 100;
    private static final int CANCELLED = 2;
    private static final Set<String> WITHOUT_INTEREST = Set.of("multiInstanceBody");

    private static final String RUN = """
            select p.proc_inst_id_, p.business_key_, d.key_, coalesce(d.name_, d.key_) as name, d.version_, p.start_time_, p.end_time_, p.state_,
                   p.super_process_instance_id_
              from act_hi_procinst p join act_re_procdef d on d.id_ = p.proc_def_id_
            """;

    private final JdbcClient jdbc;

    CaseProcesses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A procedure that a case went into.
     *
     * @param id for {@link CaseProcesses#diagram}
     * @param key id of the procedure, for instance {@code repair-dispatch}
     * @param version of the procedure that this run follows
     * @param endedAt {@code null} while it runs
     * @param cut whether it was ended from outside, by a withdrawal for instance, instead of reaching an end of its own
     * @param calledBy the run that called it, {@code null} for one that began by itself
     */
    public record Run(String id, String caseNumber, String key, String name, int version, Instant startedAt, Instant endedAt, boolean cut, String calledBy) {

        /** Whether it still runs. */
        public boolean isRunning() {
            return endedAt == null;
        }
    }

    /**
     * An element of the model to which a run has come.
     *
     * @param name Chinese name, {@code null} for an element without one
     * @param type kind of element as the engine calls it: {@code userTask}, {@code callActivity}, …
     * @param times how often it has come there
     * @param until when it left the last time, {@code null} while it stands there
     * @param cut whether it was left the last time without having been finished
     */
    public record Stop(String elementId, String name, String type, int times, Instant since, Instant until, boolean cut) {

        /** Whether the run stands there now. */
        public boolean isOpen() {
            return until == null;
        }
    }

    /** A run with its model and its stops, for a picture of it. */
    public record Diagram(Run run, String bpmn, List<Stop> stops) {
    }

    /** The runs of these cases, in the order in which they began. */
    @Transactional(readOnly = true)
    public List<Run> of(Collection<String> caseNumbers) {
        return caseNumbers.isEmpty() ? List.of() : jdbc.sql(RUN + " where p.business_key_ = any (?) order by p.start_time_, p.proc_inst_id_ limit ?")
                .params(caseNumbers.toArray(String[]::new), MOST_RUNS).query(CaseProcesses::run).list();
    }

    /** The elements to which these runs have come, in the order of the first time; by the id of the run. */
    @Transactional(readOnly = true)
    public Map<String, List<Stop>> stops(Collection<String> runIds) {
        if (runIds.isEmpty()) {
            return Map.of();
        }
        record Line(String run, Stop stop) {
        }
        return jdbc.sql("""
                select a.proc_inst_id_, a.act_id_, max(a.act_name_) as name, max(a.act_type_) as type, count(*) as times,
                       max(a.start_time_) as since, max(a.end_time_) as until, bool_or(a.end_time_ is null) as open,
                       (array_agg(a.act_inst_state_ order by a.start_time_ desc, a.sequence_counter_ desc))[1] as state
                  from act_hi_actinst a
                 where a.proc_inst_id_ = any (?)
                 group by a.proc_inst_id_, a.act_id_
                 order by min(a.start_time_), min(a.sequence_counter_)
                """).param(runIds.toArray(String[]::new))
                .query((row, number) -> new Line(row.getString("proc_inst_id_"), new Stop(row.getString("act_id_"), row.getString("name"),
                        row.getString("type"), row.getInt("times"), row.getTimestamp("since").toInstant(),
                        row.getBoolean("open") ? null : instant(row.getTimestamp("until")), row.getInt("state") == CANCELLED)))
                .list().stream()
                .filter(line -> !WITHOUT_INTEREST.contains(line.stop().type()))
                .collect(Collectors.groupingBy(Line::run, Collectors.mapping(Line::stop, Collectors.toList())));
    }

    /** A run of one of these cases with its model; empty where the cases have no such run. */
    @Transactional(readOnly = true)
    public Optional<Diagram> diagram(Collection<String> caseNumbers, String runId) {
        return jdbc.sql(RUN + " where p.proc_inst_id_ = ? and p.business_key_ = any (?)").params(runId, caseNumbers.toArray(String[]::new))
                .query(CaseProcesses::run).optional()
                .map(run -> new Diagram(run, model(runId), stops(List.of(runId)).getOrDefault(runId, List.of())));
    }

    private String model(String runId) {
        byte[] bytes = jdbc.sql("""
                select b.bytes_
                  from act_hi_procinst p
                  join act_re_procdef d on d.id_ = p.proc_def_id_
                  join act_ge_bytearray b on b.deployment_id_ = d.deployment_id_ and b.name_ = d.resource_name_
                 where p.proc_inst_id_ = ?
                """).param(runId).query(byte[].class).single();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Run run(ResultSet row, int number) throws SQLException {
        String state = row.getString("state_");
        return new Run(row.getString("proc_inst_id_"), row.getString("business_key_"), row.getString("key_"), row.getString("name"),
                row.getInt("version_"), row.getTimestamp("start_time_").toInstant(), instant(row.getTimestamp("end_time_")),
                state != null && state.contains("TERMINATED"), row.getString("super_process_instance_id_"));
    }

    private static Instant instant(Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
