package io.casework.procedure.gate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.cmd.DeployCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.camunda.bpm.engine.impl.repository.DeploymentBuilderImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deploys after the gate has said yes. The gate is asked at the last moment, under the engine's cluster-wide deployment lock, with the
 * very files that are to be stored (those taken over from an older deployment included).
 */
class GatedDeployCommand extends DeployCmd {

    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(GatedDeployCommand.class);

    private final transient DeploymentGate gate;
    private final transient Confirmations confirmations;
    private final transient DeploymentRecord record;

    GatedDeployCommand(DeploymentBuilderImpl builder, DeploymentGate gate, Confirmations confirmations, DeploymentRecord record) {
        super(builder);
        this.gate = gate;
        this.confirmations = confirmations;
        this.record = record;
    }

    @Override
    public org.camunda.bpm.engine.repository.DeploymentWithDefinitions execute(CommandContext command) {
        if (!ReleaseScope.isOpen()) {
            Administrators.require(command);
        }
        return super.execute(command);
    }

    @Override
    protected void deploy(CommandContext command, DeploymentEntity deployment) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        deployment.getResources().forEach((name, resource) -> files.put(name, resource.getBytes()));
        boolean release = ReleaseScope.isOpen();
        GateReport report = gate.check(files, release ? DeploymentGate.Mode.RELEASE : DeploymentGate.Mode.ADMINISTRATOR);
        if (deployment.getTenantId() != null) {
            Findings findings = new Findings("部署");
            findings.error("流程为各小区共用，部署时不能指定租户");
            report = GateReport.of(java.util.stream.Stream.of(report.errors(), report.warnings(), findings.list())
                    .flatMap(List::stream).toList());
        }
        String person = release ? "system" : Administrators.require(command);
        if (report.isRefused()) {
            log.warn("用户 {} 的部署“{}”被拒绝：\n{}", person, deployment.getName(), report.text());
            throw DeploymentRefused.becauseOfErrors(report);
        }
        if (!report.warnings().isEmpty() && !release) {
            String question = ContentHash.of(files, report.text());
            if (!confirmations.isSaidYes(person, question)) {
                confirmations.ask(person, question);
                throw DeploymentRefused.untilSaidYes(report, (int) Confirmations.VALID.toMinutes());
            }
            log.info("用户 {} 已确认部署“{}”的提醒：\n{}", person, deployment.getName(), report.text());
        }
        gate.complete(files).forEach((name, bytes) -> {
            if (!files.containsKey(name)) {
                ResourceEntity resource = new ResourceEntity();
                resource.setName(name);
                resource.setBytes(bytes);
                deployment.addResource(resource);
            }
        });
        List<DeploymentRecord.Line> lines = record.lines(files, !release);
        super.deploy(command, deployment);
        record.write(lines, person, release, deployment.getId());
        if (!release) {
            log.info("用户 {} 部署了“{}”：{}", person, deployment.getName(), deployment.getResources().keySet());
        }
    }
}
