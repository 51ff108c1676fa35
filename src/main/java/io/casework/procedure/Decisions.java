package io.casework.procedure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.beans.factory.ObjectProvider;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.stereotype.Service;

/**
 * Asks the decision tables that administrators edit; always the newest version of a table. Writes no history: what was decided goes
 * on the record of the case.
 */
@Service
public class Decisions {

    private final ObjectProvider<ProcessEngine> engine;

    Decisions(ObjectProvider<ProcessEngine> engine) {
        this.engine = engine;
    }

    /**
     * All rules that fit, each as output name to value.
     *
     * @throws IllegalStateException where no such table is deployed or its entries cannot be evaluated
     */
    public List<Map<String, Object>> all(String decisionKey, Map<String, Object> inputs) {
        ProcessEngineConfigurationImpl configuration = (ProcessEngineConfigurationImpl) engine.getObject().getProcessEngineConfiguration();
        try {
            DmnDecisionResult result = configuration.getCommandExecutorTxRequired().execute((Command<DmnDecisionResult>) context -> {
                DecisionDefinition definition = configuration.getDeploymentCache().findDeployedLatestDecisionDefinitionByKey(decisionKey);
                return configuration.getDmnEngine().evaluateDecision((DmnDecision) definition, Variables.fromMap(inputs));
            });
            return result.getResultList().stream().<Map<String, Object>>map(LinkedHashMap::new).toList();
        } catch (RuntimeException e) {
            throw new IllegalStateException("决策表 " + decisionKey + " 无法判定:" + e.getMessage(), e);
        }
    }

    /** The first rule that fits, empty where none does. */
    public Optional<Map<String, Object>> first(String decisionKey, Map<String, Object> inputs) {
        return all(decisionKey, inputs).stream().findFirst();
    }

    /** The rule that fits; a table that has none for these inputs is incomplete, and the message says so. */
    public Map<String, Object> required(String decisionKey, Map<String, Object> inputs) {
        return first(decisionKey, inputs).orElseThrow(() -> new IllegalStateException(
                "决策表 " + decisionKey + " 中没有适用于 " + inputs + " 的规则,请管理员补充"));
    }
}
