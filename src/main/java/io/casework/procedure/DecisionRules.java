package io.casework.procedure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.DmnElement;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** Reads what stands in the rows of a decision table, so that pages can name its limits instead of repeating them. */
@Service
public class DecisionRules {

    private final ObjectProvider<ProcessEngine> engine;

    DecisionRules(ObjectProvider<ProcessEngine> engine) {
        this.engine = engine;
    }

    /**
     * One row, as written.
     *
     * @param inputs variable that the column reads to the entry, empty where it does not matter
     * @param outputs name of the column to the entry, quotes of texts taken away
     */
    public record Row(Map<String, String> inputs, Map<String, String> outputs, String description) {
    }

    /** The rows of the newest version, in their order; empty where there is no such table. */
    public List<Row> of(String decisionKey) {
        ProcessEngineConfigurationImpl configuration = (ProcessEngineConfigurationImpl) engine.getObject().getProcessEngineConfiguration();
        // As for asking a table: whoever looks at a page reads the limits in it, whatever the rights on the engine's definitions.
        Decision decision = configuration.getCommandExecutorTxRequired().execute((Command<Decision>) context -> {
            DecisionDefinition newest = context.getDecisionDefinitionManager().findLatestDecisionDefinitionByKey(decisionKey);
            return newest == null ? null
                    : configuration.getDeploymentCache().findDmnModelInstanceForDecisionDefinition(newest.getId()).getModelElementById(decisionKey);
        });
        if (decision == null || !(decision.getExpression() instanceof DecisionTable table)) {
            return List.of();
        }
        List<String> inputs = table.getInputs().stream().map(DecisionRules::variable).toList();
        List<String> outputs = table.getOutputs().stream().map(Output::getName).toList();
        return table.getRules().stream().map(rule -> new Row(
                named(inputs, rule.getInputEntries().stream().map(InputEntry::getText).map(text -> text.getTextContent()).toList()),
                named(outputs, rule.getOutputEntries().stream().map(OutputEntry::getText).map(text -> unquoted(text.getTextContent())).toList()),
                description(rule))).toList();
    }

    private static String variable(Input input) {
        return input.getInputExpression().getText().getTextContent().trim();
    }

    private static String description(DmnElement element) {
        return element.getDescription() == null ? "" : Objects.toString(element.getDescription().getTextContent(), "").trim();
    }

    private static Map<String, String> named(List<String> names, List<String> values) {
        Map<String, String> entries = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            entries.put(names.get(i), values.get(i).trim());
        }
        return entries;
    }

    private static String unquoted(String text) {
        String entry = text.trim();
        return entry.length() > 1 && entry.startsWith("\"") && entry.endsWith("\"") ? entry.substring(1, entry.length() - 1) : entry;
    }
}
