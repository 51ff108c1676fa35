package io.casework.procedure;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.beans.factory.ObjectProvider;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.stereotype.Service;

/**
 * Asks the decision tables that administrators edit: the newest version of a table, unless said otherwise. Writes no history: what was decided goes
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
        return evaluate(decisionKey, inputs, configuration -> configuration.getDeploymentCache().findDeployedLatestDecisionDefinitionByKey(decisionKey));
    }

    /**
     * The first rule of one version of a table that fits, for what began while that version was in force.
     *
     * @param definitionId the engine's id of the version, as {@link #versions} gives it
     */
    public Optional<Map<String, Object>> firstOfVersion(String definitionId, Map<String, Object> inputs) {
        return evaluate(definitionId, inputs, configuration -> configuration.getDeploymentCache().findDeployedDecisionDefinitionById(definitionId))
                .stream().findFirst();
    }

    /** All versions of a table, the oldest first. */
    public List<Version> versions(String decisionKey) {
        RepositoryService repository = engine.getObject().getRepositoryService();
        return repository.createDecisionDefinitionQuery().decisionDefinitionKey(decisionKey).orderByDecisionDefinitionVersion().asc().list().stream()
                .map(definition -> new Version(definition.getId(),
                        repository.createDeploymentQuery().deploymentId(definition.getDeploymentId()).singleResult().getDeploymentTime().toInstant()))
                .toList();
    }

    /** A version of a table. {@code since}: when it was deployed and became the one that is asked. */
    public record Version(String definitionId, Instant since) {
    }

    private List<Map<String, Object>> evaluate(String name, Map<String, Object> inputs,
            Function<ProcessEngineConfigurationImpl, DecisionDefinition> table) {
        ProcessEngineConfigurationImpl configuration = (ProcessEngineConfigurationImpl) engine.getObject().getProcessEngineConfiguration();
        try {
            DmnDecisionResult result = configuration.getCommandExecutorTxRequired().execute((Command<DmnDecisionResult>) context ->
                    configuration.getDmnEngine().evaluateDecision((DmnDecision) table.apply(configuration), Variables.fromMap(inputs)));
            return result.getResultList().stream().<Map<String, Object>>map(LinkedHashMap::new).toList();
        } catch (RuntimeException e) {
            throw new IllegalStateException("决策表 " + name + " 无法判定：" + e.getMessage(), e);
        }
    }

    /** The first rule that fits, empty where none does. */
    public Optional<Map<String, Object>> first(String decisionKey, Map<String, Object> inputs) {
        return all(decisionKey, inputs).stream().findFirst();
    }

    /** The rule that fits; a table that has none for these inputs is incomplete, and the message says so. */
    public Map<String, Object> required(String decisionKey, Map<String, Object> inputs) {
        return first(decisionKey, inputs).orElseThrow(() -> new IllegalStateException(
                "决策表 " + decisionKey + " 中没有适用于 " + inputs + " 的规则，请管理员补充"));
    }
}
