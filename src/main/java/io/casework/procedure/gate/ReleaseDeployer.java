package io.casework.procedure.gate;

import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings the release's procedures into the engine when the application starts, before it takes requests. What has not changed stays
 * as it is; what an administrator has changed is never overwritten but reported. All in one transaction and one node at a time.
 */
@Component
class ReleaseDeployer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ReleaseDeployer.class);

    /** Before everything else that starts, above all before the web server and the job executor. */
    private static final int FIRST = Integer.MIN_VALUE + 1000;

    private final ReleaseFiles files;
    private final ReleaseLedger ledger;
    private final EngineContents engine;
    private final DeploymentGate gate;
    private final RepositoryService repository;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private volatile boolean running;

    ReleaseDeployer(ReleaseFiles files, ReleaseLedger ledger, EngineContents engine, DeploymentGate gate, RepositoryService repository,
            Clock clock, PlatformTransactionManager transactions) {
        this.files = files;
        this.ledger = ledger;
        this.engine = engine;
        this.gate = gate;
        this.repository = repository;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void start() {
        bring(files.bundles());
        running = true;
    }

    /**
     * Compares each bundle with what is in force and deploys what may be deployed.
     *
     * @throws IllegalStateException with the gate's report if a procedure of which no version is in force does not pass the gate: the
     *         software would start with a hole
     */
    void bring(List<ReleaseBundle> bundles) {
        transaction.executeWithoutResult(status -> {
            ledger.lock();
            List<String> deployed = new ArrayList<>();
            List<ReleaseBundle> warned = new ArrayList<>();
            for (ReleaseBundle bundle : bundles) {
                ReleaseLedger.Entry entry = ledger.find(bundle.kind(), bundle.key())
                        .orElseGet(() -> ReleaseLedger.Entry.empty(bundle.kind(), bundle.key()));
                ReleaseLedger.Entry after = bring(bundle, entry, deployed, warned);
                if (!after.equals(entry)) {
                    ledger.save(after);
                }
            }
            warned.forEach(this::logWhatIsLeft);
            if (!deployed.isEmpty()) {
                log.info("已部署随软件发布的流程与决策：{}", deployed);
            }
        });
    }

    private ReleaseLedger.Entry bring(ReleaseBundle bundle, ReleaseLedger.Entry entry, List<String> deployed, List<ReleaseBundle> warned) {
        if (bundle.hash().equals(entry.contentHash())) {
            return entry.settled();
        }
        Set<String> inForce = deploymentsInForce(bundle);
        boolean changedHere = !inForce.isEmpty() && !inForce.equals(entry.deploymentId() == null ? Set.of() : Set.of(entry.deploymentId()));
        if (changedHere && inForce.size() == 1 && ContentHash.of(contentInForce(bundle, inForce.iterator().next())).equals(bundle.hash())) {
            // The administrator's change has become part of the release.
            return entry.deployed(bundle.hash(), inForce.iterator().next(), clock.instant());
        }
        if (!inForce.isEmpty() && bundle.hash().equals(entry.declinedHash())) {
            return entry.settled();
        }
        if (changedHere) {
            log.warn("“{}”的现行版本是管理员部署的，软件发布的新内容没有部署；请在发布报告中决定保留现行版本还是采用发布版本", bundle.key());
            return entry.pending(bundle.hash(), ReleaseLedger.Reason.CHANGED_HERE,
                    "现行版本由管理员部署，软件发布带来了新的内容，没有自动部署。请比较后决定：保留现行版本，或采用发布版本。", clock.instant());
        }
        GateReport report = gate.check(bundle.resources(), DeploymentGate.Mode.RELEASE);
        if (report.isRefused()) {
            if (inForce.isEmpty()) {
                throw new IllegalStateException("随软件发布的“" + bundle.key() + "”没有通过部署检查，程序不能启动：\n" + report.text());
            }
            log.error("随软件发布的“{}”没有通过部署检查，继续使用现行版本：\n{}", bundle.key(), report.text());
            return entry.pending(bundle.hash(), ReleaseLedger.Reason.REFUSED, report.text(), clock.instant());
        }
        if (!report.warnings().isEmpty()) {
            warned.add(bundle);
        }
        deployed.add(bundle.key());
        return deploy(bundle, entry);
    }

    /** Asks again when all are there: a procedure that is called may have come after the one that calls it. */
    private void logWhatIsLeft(ReleaseBundle bundle) {
        GateReport report = gate.check(bundle.resources(), DeploymentGate.Mode.RELEASE);
        if (!report.warnings().isEmpty()) {
            log.info("随软件发布的“{}”有提醒：\n{}", bundle.key(), report.text());
        }
    }

    /** Deploys a bundle and notes it. */
    ReleaseLedger.Entry deploy(ReleaseBundle bundle, ReleaseLedger.Entry entry) {
        DeploymentBuilder builder = repository.createDeployment().name("release:" + bundle.key()).source("casework-release");
        bundle.resources().forEach((name, bytes) -> builder.addInputStream(name, new ByteArrayInputStream(bytes)));
        String id = ReleaseScope.in(builder::deploy).getId();
        return entry.deployed(bundle.hash(), id, clock.instant());
    }

    private Set<String> deploymentsInForce(ReleaseBundle bundle) {
        if (bundle.kind() == ReleaseReport.Kind.DECISION) {
            return engine.deploymentsOfDecisions(bundle.definitions());
        }
        Set<String> deployments = new TreeSet<>();
        bundle.definitions().forEach(key -> engine.process(key).ifPresent(found -> deployments.add(found.deploymentId())));
        return deployments;
    }

    /** The files in force that correspond to the bundle's, under the bundle's names. */
    private Map<String, byte[]> contentInForce(ReleaseBundle bundle, String deployment) {
        Map<String, byte[]> content = new LinkedHashMap<>();
        Map<String, String> forms = engine.formsOfDeployment(deployment);
        bundle.resources().keySet().forEach(name -> {
            if (name.endsWith(".form")) {
                gate.formId(bundle.resources().get(name)).map(forms::get).ifPresent(file -> content.put(name, engine.file(deployment, file)));
            } else {
                (bundle.kind() == ReleaseReport.Kind.PROCESS ? engine.process(bundle.definitions().get(0))
                        : engine.decision(bundle.definitions().get(0))).ifPresent(found -> content.put(name, found.content()));
            }
        });
        return content;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return FIRST;
    }
}
