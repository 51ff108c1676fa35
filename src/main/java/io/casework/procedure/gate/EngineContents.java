package io.casework.procedure.gate;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What is in force in the engine now. Read from its tables rather than through its services: the gate runs inside the engine's own
 * deployment command, for a person whose sites and rights must not narrow what it sees.
 */
@Component
class EngineContents {

    /** A file in force. */
    record InForce(String key, int version, String deploymentId, String fileName, byte[] content) {
    }

    private static final RowMapper<InForce> ROW = (row, n) ->
            new InForce(row.getString("key_"), row.getInt("version_"), row.getString("deployment_id_"), row.getString("resource_name_"),
                    row.getBytes("bytes_"));

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;

    EngineContents(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
    }

    Optional<InForce> process(String key) {
        return newest("act_re_procdef", key);
    }

    Optional<InForce> decision(String key) {
        return newest("act_re_decision_def", key);
    }

    /** Chinese names of the newest processes and decisions by key; a key that has none is left out. */
    Map<String, String> names(boolean processes) {
        Map<String, String> names = new HashMap<>();
        jdbc.query("select distinct on (key_) key_, name_ from " + (processes ? "act_re_procdef" : "act_re_decision_def")
                + " where tenant_id_ is null order by key_, version_ desc", row -> {
            if (row.getString(2) != null) {
                names.put(row.getString(1), row.getString(2));
            }
        });
        return names;
    }

    Optional<InForce> form(String key) {
        return newest("act_re_camformdef", key);
    }

    /** The newest version of every process. */
    List<InForce> processes() {
        return jdbc.query("""
                select distinct on (d.key_) d.key_, d.version_, d.deployment_id_, d.resource_name_, b.bytes_
                from act_re_procdef d
                join act_ge_bytearray b on b.deployment_id_ = d.deployment_id_ and b.name_ = d.resource_name_
                where d.tenant_id_ is null
                order by d.key_, d.version_ desc""", ROW);
    }

    /** The form definitions of a deployment: form id to file name. */
    Map<String, String> formsOfDeployment(String deploymentId) {
        Map<String, String> files = new HashMap<>();
        jdbc.query("select key_, resource_name_ from act_re_camformdef where deployment_id_ = ?",
                row -> {
                    files.put(row.getString(1), row.getString(2));
                }, deploymentId);
        return files;
    }

    /** A file of a deployment. */
    byte[] file(String deploymentId, String name) {
        return jdbc.queryForObject("select bytes_ from act_ge_bytearray where deployment_id_ = ? and name_ = ?", byte[].class,
                deploymentId, name);
    }

    /** The deployments in which the newest versions of these decisions stand. */
    Set<String> deploymentsOfDecisions(Collection<String> keys) {
        Set<String> deployments = new TreeSet<>();
        keys.forEach(key -> decision(key).ifPresent(found -> deployments.add(found.deploymentId())));
        return deployments;
    }

    /** How many running cases stand at each of these elements, in whichever version of the process. */
    Map<String, Long> waitingAt(String processKey, Collection<String> elementIds) {
        Map<String, Long> counts = new HashMap<>();
        if (elementIds.isEmpty()) {
            return counts;
        }
        named.query("""
                select element, count(distinct instance) from (
                    select e.act_id_ as element, e.proc_inst_id_ as instance
                    from act_ru_execution e join act_re_procdef d on d.id_ = e.proc_def_id_
                    where d.key_ = :key and e.act_id_ in (:elements)
                    union all
                    select s.activity_id_, e.proc_inst_id_
                    from act_ru_event_subscr s join act_ru_execution e on e.id_ = s.execution_id_
                    join act_re_procdef d on d.id_ = e.proc_def_id_
                    where d.key_ = :key and s.activity_id_ in (:elements)
                    union all
                    select c.act_id_, j.process_instance_id_
                    from act_ru_job j join act_ru_jobdef c on c.id_ = j.job_def_id_
                    where c.proc_def_key_ = :key and c.act_id_ in (:elements) and j.process_instance_id_ is not null
                ) waiting group by element""",
                Map.of("key", processKey, "elements", elementIds),
                row -> {
                    counts.put(row.getString(1), row.getLong(2));
                });
        return counts;
    }

    private Optional<InForce> newest(String table, String key) {
        // The table is one of three constants above, never text from outside.
        return jdbc.query("""
                select d.key_, d.version_, d.deployment_id_, d.resource_name_, b.bytes_
                from %s d
                join act_ge_bytearray b on b.deployment_id_ = d.deployment_id_ and b.name_ = d.resource_name_
                where d.key_ = ? and d.tenant_id_ is null
                order by d.version_ desc limit 1""".formatted(table), ROW, key).stream().findFirst();
    }
}
