package io.casework.procedure.gate;

import org.camunda.bpm.engine.impl.RepositoryServiceImpl;
import org.camunda.bpm.engine.impl.repository.DeploymentBuilderImpl;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;

/** The engine's repository service, which deploys through the gate. REST, Camunda Modeler and Java all end here. */
class GatedRepositoryService extends RepositoryServiceImpl {

    private final DeploymentGate gate;
    private final Confirmations confirmations;
    private final DeploymentRecord record;

    GatedRepositoryService(DeploymentGate gate, Confirmations confirmations, DeploymentRecord record) {
        this.gate = gate;
        this.confirmations = confirmations;
        this.record = record;
    }

    @Override
    public DeploymentWithDefinitions deployWithResult(DeploymentBuilderImpl builder) {
        return commandExecutor.execute(new GatedDeployCommand(builder, gate, confirmations, record));
    }
}
