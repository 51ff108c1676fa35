package io.casework.procedure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.Documentation;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What the deployed models say of their elements: names, extension properties and the rules they carry out. A deployed model never changes, so it is read once. */
@Component
public class ModelElements {

    private static final Pattern RULE = Pattern.compile("\\b(AS|SA|PP|RD|OP|REC)-(?:[A-Z]{3}-)?\\d{2,3}\\b");
    private static final int MAX_MODELS = 500;

    private final ObjectProvider<RepositoryService> repository;
    private final Map<String, Map<String, Element>> models = new ConcurrentHashMap<>();

    ModelElements(ObjectProvider<RepositoryService> repository) {
        this.repository = repository;
    }

    /**
     * An element of a model.
     *
     * @param rules rule ids named in the documentation, in their order
     */
    public record Element(String processKey, String processName, String id, String name, Map<String, String> properties, List<String> rules) {

        /** The rules as one text for the timeline, {@code null} where the element names none. */
        public String ruleIds() {
            if (rules.isEmpty()) {
                return null;
            }
            String joined = String.join(" ", rules);
            return joined.length() <= 100 ? joined : joined.substring(0, joined.lastIndexOf(' ', 100));
        }
    }

    /** The element with this id; an element that the model does not draw (the process itself) has its id as name. */
    public Element of(String processDefinitionId, String elementId) {
        if (models.size() > MAX_MODELS) {
            models.clear();
        }
        Map<String, Element> elements = models.computeIfAbsent(processDefinitionId, this::read);
        Element element = elements.get(elementId);
        if (element != null) {
            return element;
        }
        Element process = elements.values().iterator().next();
        return new Element(process.processKey(), process.processName(), elementId, elementId, Map.of(), List.of());
    }

    private Map<String, Element> read(String processDefinitionId) {
        BpmnModelInstance model = repository.getObject().getBpmnModelInstance(processDefinitionId);
        Process process = model.getModelElementsByType(Process.class).iterator().next();
        Map<String, Element> elements = new LinkedHashMap<>();
        elements.put(process.getId(), element(process, process, process.getName()));
        for (FlowElement flowElement : model.getModelElementsByType(FlowElement.class)) {
            elements.put(flowElement.getId(), element(process, flowElement, flowElement.getName()));
        }
        return elements;
    }

    private static Element element(Process process, BaseElement source, String name) {
        Map<String, String> properties = new LinkedHashMap<>();
        if (source.getExtensionElements() != null) {
            source.getExtensionElements().getElementsQuery().filterByType(CamundaProperties.class).list().stream()
                    .map(CamundaProperties::getCamundaProperties).flatMap(Collection::stream)
                    .forEach((CamundaProperty property) -> properties.put(property.getCamundaName(), property.getCamundaValue()));
        }
        List<String> rules = new ArrayList<>();
        for (Documentation documentation : source.getDocumentations()) {
            Matcher matcher = RULE.matcher(documentation.getTextContent());
            while (matcher.find()) {
                if (!rules.contains(matcher.group())) {
                    rules.add(matcher.group());
                }
            }
        }
        return new Element(process.getId(), process.getName(), source.getId(), name == null ? source.getId() : name, Map.copyOf(properties), List.copyOf(rules));
    }
}
