package io.casework.procedure.gate;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

/** Puts the walls and the gate into the engine. */
@Component
class GatePlugin extends AbstractProcessEnginePlugin {

    private final BeanCatalogue beans;
    private final DeploymentGate gate;
    private final Confirmations confirmations;
    private final DeploymentRecord record;

    GatePlugin(BeanCatalogue beans, DeploymentGate gate, Confirmations confirmations, DeploymentRecord record) {
        this.beans = beans;
        this.gate = gate;
        this.confirmations = confirmations;
        this.record = record;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        ModelSafety safety = new ModelSafety(beans);
        configuration.setExpressionManager(new WalledExpressionManager(beans));
        configuration.setScriptFactory(NoScripts.factory());
        configuration.setScriptEngineResolver(NoScripts.engines());
        configuration.setEnableFetchScriptEngineFromProcessApplication(false);
        configuration.setBpmnParseFactory(parser -> new WalledBpmnParse(parser, safety));
        configuration.setRepositoryService(new GatedRepositoryService(gate, confirmations, record));
        configuration.setEnableExpressionsInAdhocQueries(false);
        configuration.setJavaSerializationFormatEnabled(false);
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl configuration) {
        configuration.getCommandCheckers().add(AdministratorsOnlyChecker.create());
    }
}
