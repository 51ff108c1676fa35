package io.casework.procedure.gate;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What of the software's release is in force, and where a person must decide: a restart never overwrites a procedure that an
 * administrator has changed, it leaves a line here.
 */
@Service
public class ReleaseReport {

    /** What the line is about. */
    public enum Kind {
        /** A process with its forms. */
        PROCESS,
        /** A file of decisions. */
        DECISION
    }

    /** How the release and the engine stand to each other. */
    public enum State {
        /** The newest version is the release's. */
        IN_FORCE,
        /** An administrator has changed it, and the release brings nothing new. */
        CHANGED_HERE,
        /** An administrator has changed it, and the release brings something new: a person must decide. */
        CONFLICT,
        /** The release's new content did not pass the gate; the version before stays in force. */
        REFUSED
    }

    /** What a person decides. */
    public enum Choice {
        /** The administrator's version stays; this content of the release is not asked about again. */
        KEEP_MINE,
        /** The release's content becomes the newest version. */
        TAKE_RELEASE
    }

    /**
     * One process or decision of the release.
     *
     * @param key process id, or id of the decision
     * @param name Chinese name, or the key where the engine knows none
     * @param since when the conflict or refusal was found, else when the release's version was deployed
     * @param detail what is the matter, in Chinese; empty where nothing is
     * @param decidedBy who decided last, {@code null} if nobody had to
     */
    public record Line(Kind kind, String key, String name, State state, Instant since, String detail, String decidedBy, Instant decidedAt) {
    }

    private static final Logger log = LoggerFactory.getLogger(ReleaseReport.class);

    private final ReleaseLedger ledger;
    private final ReleaseFiles files;
    private final ReleaseDeployer deployer;
    private final EngineContents engine;
    private final ProcessEngine processEngine;
    private final Clock clock;

    ReleaseReport(ReleaseLedger ledger, ReleaseFiles files, ReleaseDeployer deployer, EngineContents engine, ProcessEngine processEngine,
            Clock clock) {
        this.ledger = ledger;
        this.files = files;
        this.deployer = deployer;
        this.engine = engine;
        this.processEngine = processEngine;
        this.clock = clock;
    }

    /** Every process and decision that a release has brought, ordered by kind and key. */
    @Transactional(readOnly = true)
    public List<Line> all() {
        Map<Kind, Map<String, String>> names = Map.of(Kind.PROCESS, engine.names(true), Kind.DECISION, engine.names(false));
        return ledger.all().stream().map(entry -> line(entry, names.get(entry.kind()).getOrDefault(entry.key(), entry.key()))).toList();
    }

    /** Those that wait for a person. */
    @Transactional(readOnly = true)
    public List<Line> open() {
        return all().stream().filter(line -> line.state() == State.CONFLICT || line.state() == State.REFUSED).toList();
    }

    /**
     * Decides a conflict. The signed-in person must be procedure-admin or camunda-admin.
     *
     * @throws org.camunda.bpm.engine.AuthorizationException if the person may not
     * @throws io.casework.platform.RuleViolation if nothing is to be decided there
     * @throws DeploymentRefused if the release's content does not pass the gate
     */
    @Transactional
    public void decide(Kind kind, String key, Choice choice) {
        decide(kind, key, choice, files.bundles());
    }

    void decide(Kind kind, String key, Choice choice, List<ReleaseBundle> bundles) {
        String person = ((ProcessEngineConfigurationImpl) processEngine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired().execute(Administrators::require);
        ledger.lock();
        ReleaseLedger.Entry entry = ledger.find(kind, key).filter(ReleaseLedger.Entry::isPending)
                .orElseThrow(() -> new io.casework.platform.RuleViolation("key", "“" + key + "”没有等待决定的发布改动"));
        if (choice == Choice.KEEP_MINE) {
            ledger.save(entry.declined(person, clock.instant()));
            log.info("用户 {} 决定保留“{}”的现行版本，不采用软件发布的改动", person, key);
            return;
        }
        ReleaseBundle bundle = bundles.stream().filter(candidate -> candidate.kind() == kind && candidate.key().equals(key)).findFirst()
                .orElseThrow(() -> new io.casework.platform.RuleViolation("key", "当前软件版本里没有“" + key + "”"));
        ledger.save(deployer.deploy(bundle, entry).decided(person, clock.instant()));
        log.info("用户 {} 决定采用软件发布的“{}”", person, key);
    }

    private Line line(ReleaseLedger.Entry entry, String name) {
        State state = State.IN_FORCE;
        if (entry.isPending()) {
            state = entry.pendingReason() == ReleaseLedger.Reason.CHANGED_HERE ? State.CONFLICT : State.REFUSED;
        } else {
            boolean ours = entry.deploymentId() != null && (entry.kind() == Kind.PROCESS
                    ? engine.process(entry.key()).filter(found -> found.deploymentId().equals(entry.deploymentId())).isPresent()
                    : engine.decision(entry.key()).filter(found -> found.deploymentId().equals(entry.deploymentId())).isPresent());
            state = ours ? State.IN_FORCE : State.CHANGED_HERE;
        }
        return new Line(entry.kind(), entry.key(), name, state, entry.isPending() ? entry.pendingSince() : entry.deployedAt(),
                entry.pendingDetail() == null ? "" : entry.pendingDetail(), entry.decidedBy(), entry.decidedAt());
    }
}
