package io.casework.procedure;

import io.casework.platform.AdminArea;
import io.casework.platform.AdminChange;
import io.casework.platform.AdminChanges;
import io.casework.platform.RuleViolation;
import io.casework.procedure.gate.DeploymentRefused;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The versions of the procedures in the engine: who brought them, how many running cases follow each, their files, and the way back to an older one. */
@Service
public class ProcedureVersions {

    /** So many versions are listed, the newest ones. */
    public static final int LISTED = 50;

    private static final Pattern FORM_REF = Pattern.compile("formRef=\"([^\"]+)\"");

    private final ObjectProvider<ProcessEngine> engine;
    private final JdbcClient jdbc;
    private final AdminChanges changes;

    ProcedureVersions(ObjectProvider<ProcessEngine> engine, JdbcClient jdbc, AdminChanges changes) {
        this.engine = engine;
        this.jdbc = jdbc;
        this.changes = changes;
    }

    /**
     * A version of a procedure.
     *
     * @param by login of who deployed it, {@link AdminChange#SYSTEM} for the software's release, empty where nobody knows
     * @param running how many procedures that are not at their end follow this version
     */
    public record Version(String key, String name, int number, String definitionId, String deploymentId, Instant since, String by, long running) {
    }

    /** The Chinese names of all procedures in the engine by their keys, in the order of the keys; the key where a procedure has no name. */
    @Transactional(readOnly = true)
    public Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        jdbc.sql("select distinct on (key_) key_, coalesce(name_, key_) from act_re_procdef where tenant_id_ is null order by key_, version_ desc")
                .query((row, n) -> names.put(row.getString(1), row.getString(2))).list();
        return names;
    }

    /** The versions of a procedure, the newest first; empty where there is none of this key. */
    @Transactional(readOnly = true)
    public List<Version> of(String key) {
        List<Version> versions = jdbc.sql("""
                        select d.key_, coalesce(d.name_, d.key_), d.version_, d.id_, d.deployment_id_, p.deploy_time_, p.source_,
                            (select count(*) from act_ru_execution e where e.proc_def_id_ = d.id_ and e.parent_id_ is null)
                        from act_re_procdef d join act_re_deployment p on p.id_ = d.deployment_id_
                        where d.tenant_id_ is null and d.key_ = ? order by d.version_ desc limit ?""")
                .param(key).param(LISTED)
                .query((row, n) -> new Version(row.getString(1), row.getString(2), row.getInt(3), row.getString(4), row.getString(5), row.getTimestamp(6).toInstant(),
                        "casework-release".equals(row.getString(7)) ? AdminChange.SYSTEM : "", row.getLong(8)))
                .list();
        Map<String, AdminChange> deployedBy = changes.ofDeployments(versions.stream().map(Version::deploymentId).toList());
        return versions.stream().map(version -> deployedBy.containsKey(version.deploymentId()) ? new Version(version.key(), version.name(), version.number(),
                version.definitionId(), version.deploymentId(), version.since(), deployedBy.get(version.deploymentId()).by(), version.running()) : version).toList();
    }

    /** The model of a version and the forms that it binds, by file name, as they were deployed. */
    @Transactional(readOnly = true)
    public Map<String, byte[]> files(Version version) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        String model = jdbc.sql("select resource_name_ from act_re_procdef where id_ = ?").param(version.definitionId()).query(String.class).single();
        files.put(model, content(version, model));
        Set<String> forms = FORM_REF.matcher(new String(files.get(model), StandardCharsets.UTF_8)).results().map(found -> found.group(1)).collect(Collectors.toSet());
        if (!forms.isEmpty()) {
            jdbc.sql("select resource_name_ from act_re_camformdef where deployment_id_ = :deployment and key_ in (:forms) order by resource_name_")
                    .param("deployment", version.deploymentId()).param("forms", forms).query(String.class).list()
                    .forEach(name -> files.put(name, content(version, name)));
        }
        return files;
    }

    private byte[] content(Version version, String name) {
        return jdbc.sql("select bytes_ from act_ge_bytearray where deployment_id_ = ? and name_ = ?").param(version.deploymentId()).param(name).query(byte[].class).single();
    }

    /** The same as one archive, to be unpacked and opened in Camunda Modeler. */
    @Transactional(readOnly = true)
    public byte[] archive(Version version) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream archive = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files(version).entrySet()) {
                archive.putNextEntry(new ZipEntry(file.getKey()));
                archive.write(file.getValue());
                archive.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Deploys the files of an older version again, as the newest one: cases that begin from now on follow it, running ones keep theirs. The signed-in
     * person must be procedure-admin or camunda-admin.
     *
     * @param basedOn number of the version that was the newest when the person looked
     * @throws RuleViolation where there is no such version, somebody else was faster, or the gate refuses it; where the gate asks, doing it again is the yes
     * @throws org.camunda.bpm.engine.AuthorizationException if the person may not
     */
    @Transactional
    public void restore(String key, int number, int basedOn) {
        changes.lock(AdminArea.PROCEDURES);
        List<Version> versions = of(key);
        if (versions.isEmpty() || versions.get(0).number() != basedOn) {
            throw new RuleViolation("您打开这一页之后，别人已经部署了新的版本。页面现在显示的是新的内容；请核对后再恢复。");
        }
        Version wanted = versions.stream().filter(version -> version.number() == number && number != basedOn).findFirst()
                .orElseThrow(() -> new RuleViolation("没有这个旧版本"));
        DeploymentBuilder deployment = engine.getObject().getRepositoryService().createDeployment().name("恢复：" + wanted.name() + " 第 " + number + " 版")
                .source("casework-pages");
        files(wanted).forEach((name, content) -> deployment.addInputStream(name, new ByteArrayInputStream(content)));
        try {
            deployment.deploy();
        } catch (DeploymentRefused refused) {
            throw new RuleViolation((refused.isQuestion() ? "请看下面的提醒；确认无误就再按一次“恢复此版本”：\n" : "部署检查没有通过，没有任何改动：\n") + refused.report().text());
        }
    }
}
