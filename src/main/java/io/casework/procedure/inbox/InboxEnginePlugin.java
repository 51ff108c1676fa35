package io.casework.procedure.inbox;

import io.casework.procedure.access.TaskVisibility;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.springframework.stereotype.Component;

/** Puts the inbox into the engine: whatever asks for tasks on behalf of a person gets them by {@link InboxQueries}. */
@Component
class InboxEnginePlugin extends AbstractProcessEnginePlugin {

    private final TaskVisibility visibility;

    InboxEnginePlugin(TaskVisibility visibility) {
        this.visibility = visibility;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        List<SessionFactory> sessions = new ArrayList<>();
        if (configuration.getCustomSessionFactories() != null) {
            sessions.addAll(configuration.getCustomSessionFactories());
        }
        sessions.add(InboxQueries.sessions(visibility));
        configuration.setCustomSessionFactories(sessions);
        configuration.setFilterService(new InboxFilterService());
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl configuration) {
        configuration.getSqlSessionFactory().getConfiguration().addInterceptor(new InboxQueries());
    }
}
