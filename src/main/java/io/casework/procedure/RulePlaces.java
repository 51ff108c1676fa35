package io.casework.procedure;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.Documentation;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.Description;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where the procedures in force carry out the written rules: the steps whose documentation names a rule, and the decision tables that name one. Read from the
 * engine's tables, because whoever asks reads the rules of the whole house; a deployed version never changes, so each is parsed once.
 */
@Component
public class RulePlaces {

    private static final Pattern NAMED = Pattern.compile("\\b(?:(?:AS|SA|PP|RD|OP)-[A-Z]{3}(?:-\\d{2})?|REC-\\d{3}|AMB-\\d{2})\\b");
    private static final int MAX_MODELS = 500;
    private static final int EARLIER_VERSIONS = 50;

    private final JdbcClient jdbc;
    private final Map<String, List<Place>> models = new ConcurrentHashMap<>();

    RulePlaces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What kind of thing carries out a rule. */
    public enum Kind {
        /** A whole procedure. */
        PROCEDURE("流程"),
        /** A task that a person does. */
        TASK("任务"),
        /** A step that the software does by itself. */
        STEP("自动步骤"),
        /** A decision table. */
        DECISION("决策表");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * A step of a procedure, a procedure or a decision table.
     *
     * @param modelKey key of the process or decision
     * @param element  id of the step; of a procedure or table its key
     * @param text     what its documentation says, one line
     * @param rules    ids of rules and of whole sections that it names
     */
    public record Place(Kind kind, String modelKey, String modelName, String element, String name, String text, Set<String> rules) {
    }

    private record Version(String id, String key, byte[] content, boolean decision) {
    }

    /** Everything in force that names the rule or the whole section which it belongs to, procedures first. */
    public List<Place> of(String ruleId) {
        String section = ruleId.substring(0, ruleId.lastIndexOf('-'));
        return all().stream().filter(place -> place.rules().contains(ruleId) || place.rules().contains(section))
                .sorted(Comparator.comparing(Place::kind)).toList();
    }

    /** The step of a procedure in force; where that has no such step any more, of the newest earlier version that a running case may still follow. */
    public Optional<Place> step(String processKey, String elementId) {
        return step(all(), processKey, elementId).or(() -> {
            List<String> earlier = jdbc.sql("select id_ from act_re_procdef where tenant_id_ is null and key_ = ? order by version_ desc limit ?")
                    .param(processKey).param(EARLIER_VERSIONS).query(String.class).list();
            return earlier.stream().flatMap(id -> step(read(List.of(id)), processKey, elementId).stream()).findFirst();
        });
    }

    private static Optional<Place> step(List<Place> places, String processKey, String elementId) {
        return places.stream().filter(place -> place.kind() != Kind.DECISION && place.modelKey().equals(processKey) && place.element().equals(elementId)).findFirst();
    }

    /** Everything in force that names a rule, and every task. */
    public List<Place> all() {
        List<String> inForce = jdbc.sql("""
                select id_ from (select distinct on (key_) id_, key_ from act_re_procdef where tenant_id_ is null order by key_, version_ desc) p
                union all
                select id_ from (select distinct on (key_) id_, key_ from act_re_decision_def where tenant_id_ is null order by key_, version_ desc) d""")
                .query(String.class).list();
        return read(inForce);
    }

    private List<Place> read(List<String> ids) {
        if (models.size() > MAX_MODELS) {
            models.clear();
        }
        List<String> unread = ids.stream().filter(id -> !models.containsKey(id)).toList();
        if (!unread.isEmpty()) {
            versions(unread).forEach(version -> models.put(version.id(), version.decision() ? decision(version) : process(version)));
        }
        return ids.stream().map(id -> models.getOrDefault(id, List.of())).flatMap(Collection::stream).toList();
    }

    private List<Version> versions(List<String> ids) {
        return jdbc.sql("""
                select d.id_, d.key_, b.bytes_, false as decision from act_re_procdef d
                join act_ge_bytearray b on b.deployment_id_ = d.deployment_id_ and b.name_ = d.resource_name_ where d.id_ in (:ids)
                union all
                select d.id_, d.key_, b.bytes_, true from act_re_decision_def d
                join act_ge_bytearray b on b.deployment_id_ = d.deployment_id_ and b.name_ = d.resource_name_ where d.id_ in (:ids)""")
                .param("ids", ids).query((row, n) -> new Version(row.getString(1), row.getString(2), row.getBytes(3), row.getBoolean(4))).list();
    }

    private static List<Place> process(Version version) {
        BpmnModelInstance model = Bpmn.readModelFromStream(new ByteArrayInputStream(version.content()));
        Process process = model.getModelElementsByType(Process.class).iterator().next();
        List<Place> places = new ArrayList<>();
        places.add(place(Kind.PROCEDURE, process, process, process.getName()));
        for (FlowElement element : model.getModelElementsByType(FlowElement.class)) {
            if (element instanceof FlowNode && !(element instanceof StartEvent)) {
                Place place = place(element instanceof UserTask ? Kind.TASK : Kind.STEP, process, element, element.getName());
                if (place.kind() == Kind.TASK || !place.rules().isEmpty()) {
                    places.add(place);
                }
            }
        }
        return places;
    }

    private static Place place(Kind kind, Process process, BaseElement element, String name) {
        StringBuilder text = new StringBuilder();
        for (Documentation documentation : element.getDocumentations()) {
            text.append(text.isEmpty() ? "" : " ").append(documentation.getTextContent().strip());
        }
        return new Place(kind, process.getId(), nameOr(process.getName(), process.getId()), element.getId(), nameOr(name, element.getId()),
                text.toString(), named(text.toString()));
    }

    private static List<Place> decision(Version version) {
        DmnModelInstance model = Dmn.readModelFromStream(new ByteArrayInputStream(version.content()));
        // The rules are named by the table and by its rows.
        StringBuilder descriptions = new StringBuilder();
        model.getModelElementsByType(Description.class).forEach(description -> descriptions.append(description.getTextContent()).append('\n'));
        return model.getModelElementsByType(Decision.class).stream().filter(decision -> decision.getId().equals(version.key()))
                .map(decision -> new Place(Kind.DECISION, decision.getId(), nameOr(decision.getName(), decision.getId()), decision.getId(),
                        nameOr(decision.getName(), decision.getId()),
                        decision.getDescription() == null ? "" : decision.getDescription().getTextContent().strip(), named(descriptions.toString())))
                .toList();
    }

    private static Set<String> named(String text) {
        Set<String> named = new TreeSet<>();
        Matcher matcher = NAMED.matcher(text);
        while (matcher.find()) {
            named.add(matcher.group());
        }
        return named;
    }

    private static String nameOr(String name, String id) {
        return name == null || name.isBlank() ? id : name;
    }
}
