package io.casework.testkit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.history.event.HistoricActivityInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;

/** Remembers which flow nodes of which procedures the tests passed, by listening to what the engine writes into its history. */
public final class ModelCoverage extends AbstractProcessEnginePlugin implements HistoryEventHandler {

    private static final Map<String, Set<String>> PASSED = new ConcurrentHashMap<>();

    /** Ids of the flow nodes of a procedure that were entered since the tests began. */
    public static Set<String> passed(String processKey) {
        return new TreeSet<>(PASSED.getOrDefault(processKey, Set.of()));
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.getCustomHistoryEventHandlers().add(this);
    }

    @Override
    public void handleEvent(HistoryEvent event) {
        if (event instanceof HistoricActivityInstanceEventEntity activity && activity.getActivityId() != null) {
            PASSED.computeIfAbsent(activity.getProcessDefinitionKey(), key -> new ConcurrentSkipListSet<>()).add(activity.getActivityId());
        }
    }

    @Override
    public void handleEvents(List<HistoryEvent> events) {
        events.forEach(this::handleEvent);
    }
}
