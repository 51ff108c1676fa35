package io.casework.testkit;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.DeployCmd;
import org.camunda.bpm.engine.impl.repository.DeploymentBuilderImpl;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.springframework.stereotype.Component;

/** Deploys models for tests. */
@Component
public class TestDeployments {

    private final ProcessEngine engine;

    TestDeployments(ProcessEngine engine) {
        this.engine = engine;
    }

    /**
     * Deploys a small model that a test needs, as if the gate were not there; the walls in the engine still hold.
     *
     * @param file file name ending in .bpmn, .dmn or .form
     */
    public DeploymentWithDefinitions pastTheGate(String file, String content) {
        return pastTheGate(Map.of(file, content));
    }

    /** The same for several files in one deployment. */
    public DeploymentWithDefinitions pastTheGate(Map<String, String> files) {
        DeploymentBuilderImpl builder = (DeploymentBuilderImpl) engine.getRepositoryService().createDeployment().name("test");
        add(builder, files);
        return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired().execute(new DeployCmd(builder));
    }

    /** Deploys through the gate as a person who holds the post. */
    public DeploymentWithDefinitions as(String login, String post, Map<String, String> files) {
        return as(login, post, () -> {
            DeploymentBuilder builder = engine.getRepositoryService().createDeployment().name("test");
            add(builder, files);
            return builder.deployWithResult();
        });
    }

    /** Does something as a person who holds the post. */
    public <T> T as(String login, String post, Supplier<T> work) {
        engine.getIdentityService().setAuthentication(login, List.of(post));
        try {
            return work.get();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    private static void add(DeploymentBuilder builder, Map<String, String> files) {
        files.forEach((name, content) ->
                builder.addInputStream(name, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8))));
    }
}
