package io.casework.procedure;

import io.casework.platform.AdminArea;
import io.casework.platform.AdminChange;
import io.casework.platform.AdminChanges;
import io.casework.platform.RuleViolation;
import io.casework.procedure.DecisionFile.Place;
import io.casework.procedure.DecisionTable.Row;
import io.casework.procedure.gate.DeploymentGate;
import io.casework.procedure.gate.DeploymentRefused;
import io.casework.procedure.gate.Finding;
import io.casework.procedure.gate.GateReport;
import java.io.ByteArrayInputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The decision tables in force and before, for people who read them and for administrators who change rows. A change is a deployment through the same
 * gate as one from Camunda Modeler, by the person who is signed in, and decides from the next question on.
 */
@Service
public class DecisionTables {

    private static final String COLUMNS = """
            d.key_, coalesce(d.name_, d.key_), d.version_, d.id_, d.deployment_id_, p.deploy_time_, p.source_
            from act_re_decision_def d join act_re_deployment p on p.id_ = d.deployment_id_ where d.tenant_id_ is null""";

    private final ObjectProvider<ProcessEngine> engine;
    private final JdbcClient jdbc;
    private final AdminChanges changes;
    private final DecisionChecks checks;
    private final DeploymentGate gate;

    DecisionTables(ObjectProvider<ProcessEngine> engine, JdbcClient jdbc, AdminChanges changes, DecisionChecks checks, DeploymentGate gate) {
        this.engine = engine;
        this.jdbc = jdbc;
        this.changes = changes;
        this.checks = checks;
        this.gate = gate;
    }

    /**
     * A version of a decision.
     *
     * @param by login of who deployed it, {@link AdminChange#SYSTEM} for the software's release, empty where nobody knows
     */
    public record Version(String key, String name, int number, String definitionId, String deploymentId, Instant since, String by) {
    }

    /** The newest version of every decision, by name. */
    @Transactional(readOnly = true)
    public List<Version> all() {
        return withPeople(jdbc.sql("select distinct on (d.key_) " + COLUMNS + " order by d.key_, d.version_ desc").query(DecisionTables::version).list()).stream()
                .sorted(Comparator.comparing(Version::name).thenComparing(Version::key)).toList();
    }

    /** All versions of a decision, the newest first; empty where there is none of this key. */
    @Transactional(readOnly = true)
    public List<Version> versions(String key) {
        return withPeople(jdbc.sql("select " + COLUMNS + " and d.key_ = ? order by d.version_ desc").param(key).query(DecisionTables::version).list());
    }

    /** The table of a version; empty where the file cannot be read. */
    @Transactional(readOnly = true)
    public Optional<DecisionTable> table(Version version) {
        return DecisionFile.read(file(version)).flatMap(file -> file.table(version.key()));
    }

    /** The DMN file of a version as it was deployed. */
    @Transactional(readOnly = true)
    public byte[] file(Version version) {
        return jdbc.sql("""
                        select b.bytes_ from act_re_decision_def d
                        join act_ge_bytearray b on b.deployment_id_ = d.deployment_id_ and b.name_ = d.resource_name_ where d.id_ = ?""")
                .param(version.definitionId()).query(byte[].class).single();
    }

    /**
     * Deploys the table with other rows. The signed-in person must be procedure-admin or camunda-admin.
     *
     * @param basedOn number of the version that the person edited
     * @param rows in their new order
     * @throws RuleViolation where somebody else was faster, nothing is different, a cell cannot be ({@code row.0.in.1}, {@code row.0.out.2}, rows and
     *     columns counted from 0), a case would find no row or several, or the gate refuses it
     * @throws org.camunda.bpm.engine.AuthorizationException if the person may not
     */
    @Transactional
    public void save(String key, int basedOn, List<Row> rows) {
        Version newest = lockedNewest(key, basedOn);
        byte[] before = file(newest);
        DecisionFile file = DecisionFile.read(before).orElseThrow(() -> new RuleViolation("这个决策文件无法读取，请用 Camunda Modeler 修改"));
        DecisionTable table = file.table(key).filter(DecisionTable::isTable).orElseThrow(() -> new RuleViolation("这个决策不是表格，请用 Camunda Modeler 修改"));
        if (rows.isEmpty()) {
            throw new RuleViolation("表格至少要有一行");
        }
        if (rows.equals(table.rows())) {
            throw new RuleViolation("没有任何改动，没有保存新版本");
        }
        Map<String, String> wrong = checks.cells(table, rows);
        if (!wrong.isEmpty()) {
            throw new RuleViolation(wrong);
        }
        byte[] after = file.with(key, rows);
        DecisionFile changed = DecisionFile.read(after).orElseThrow();
        String fileName = fileName(newest);
        GateReport report = gate.check(Map.of(fileName, after), DeploymentGate.Mode.ADMINISTRATOR);
        if (report.isRefused()) {
            throw inWords(report.errors(), false, changed.places(key));
        }
        checks.firstGap(table, before, changed.table(key).orElseThrow(), after).ifPresent(gap -> {
            throw new RuleViolation(gap);
        });
        deploy(newest, fileName, after, changed.places(key));
    }

    /**
     * Deploys the file of an older version again, as the newest one.
     *
     * @param basedOn number of the version that was the newest when the person looked
     * @throws RuleViolation where there is no such version, somebody else was faster, or the gate refuses it
     */
    @Transactional
    public void restore(String key, int version, int basedOn) {
        Version newest = lockedNewest(key, basedOn);
        Version wanted = versions(key).stream().filter(candidate -> candidate.number() == version && version != newest.number()).findFirst()
                .orElseThrow(() -> new RuleViolation("没有这个旧版本"));
        deploy(newest, fileName(newest), file(wanted), Map.of());
    }

    private Version lockedNewest(String key, int basedOn) {
        changes.lock(AdminArea.DECISIONS);
        Version newest = versions(key).stream().findFirst().orElseThrow(() -> new RuleViolation("没有这个决策"));
        if (newest.number() != basedOn) {
            throw new RuleViolation("您打开这一页之后，别人已经部署了第 " + newest.number() + " 版。您填写的内容还在；请与新版本核对后再保存。");
        }
        return newest;
    }

    private String fileName(Version version) {
        return jdbc.sql("select resource_name_ from act_re_decision_def where id_ = ?").param(version.definitionId()).query(String.class).single();
    }

    private void deploy(Version newest, String fileName, byte[] content, Map<String, Place> places) {
        try {
            engine.getObject().getRepositoryService().createDeployment().name("决策表：" + newest.name()).source("casework-pages")
                    .addInputStream(fileName, new ByteArrayInputStream(content)).deploy();
        } catch (DeploymentRefused refused) {
            throw inWords(refused.isQuestion() ? refused.report().warnings() : refused.report().errors(), refused.isQuestion(), places);
        }
    }

    /** What the gate found, at the cells where it found it. */
    private static RuleViolation inWords(List<Finding> findings, boolean question, Map<String, Place> places) {
        Map<String, String> wrong = new LinkedHashMap<>();
        for (Finding finding : findings) {
            Place place = places.get(finding.elementId());
            if (place != null) {
                wrong.merge(place.column() < 0 ? "row." + place.row() + ".note" : DecisionChecks.field(place.row(), place.output(), place.column()),
                        "第 " + (place.row() + 1) + " 行：" + finding.message(), (one, other) -> one + "；" + other);
            }
        }
        String rest = findings.stream().filter(finding -> !places.containsKey(finding.elementId())).map(Finding::message).collect(Collectors.joining("\n"));
        if (wrong.isEmpty()) {
            return new RuleViolation((question ? "请看下面的提醒；确认无误就再保存一次：\n" : "部署检查没有通过：\n") + rest);
        }
        return new RuleViolation(wrong);
    }

    private List<Version> withPeople(List<Version> versions) {
        Map<String, AdminChange> deployedBy = changes.ofDeployments(versions.stream().map(Version::deploymentId).toList());
        return versions.stream().map(version -> deployedBy.containsKey(version.deploymentId()) ? new Version(version.key(), version.name(), version.number(),
                version.definitionId(), version.deploymentId(), version.since(), deployedBy.get(version.deploymentId()).by()) : version).toList();
    }

    private static Version version(ResultSet row, int n) throws SQLException {
        return new Version(row.getString(1), row.getString(2), row.getInt(3), row.getString(4), row.getString(5), row.getTimestamp(6).toInstant(),
                "casework-release".equals(row.getString(7)) ? AdminChange.SYSTEM : "");
    }
}
