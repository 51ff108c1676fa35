package io.casework.procedure.door;

import java.util.ArrayList;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts the door into the engine in place of the services that would let anything in. */
@Component
class DoorPlugin extends AbstractProcessEnginePlugin {

    private final ObjectProvider<FormDoor> door;

    DoorPlugin(ObjectProvider<FormDoor> door) {
        this.door = door;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.setFormService(new DoorFormService(door::getObject));
        configuration.setTaskService(new DoorTaskService(door::getObject));
        if (configuration.getCustomPreCommandInterceptorsTxRequired() == null) {
            configuration.setCustomPreCommandInterceptorsTxRequired(new ArrayList<>());
        }
        configuration.getCustomPreCommandInterceptorsTxRequired().add(new StartsOnlyThroughForms(configuration));
    }
}
