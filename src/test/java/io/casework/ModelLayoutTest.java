package io.casework;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.testkit.ShippedModels;
import io.casework.testkit.ShippedModels.Box;
import io.casework.testkit.ShippedModels.Flow;
import io.casework.testkit.ShippedModels.FlowNode;
import io.casework.testkit.ShippedModels.Model;
import io.casework.testkit.ShippedModels.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A person who knows the procedure but not the notation can read every model: house style, without a picture being looked at. */
class ModelLayoutTest {

    private static final List<Model> MODELS = ShippedModels.all();

    private static final Pattern NODE_ID = Pattern.compile("(Task|Service|Rule|Call|Send|Receive|Sub|Gateway|Fork|Join|Start|End|Timer|Error|Message|Signal"
            + "|Escalation|Event|Throw|Catch|Boundary)_[A-Z][A-Za-z0-9]*");
    private static final Pattern FLOW_ID = Pattern.compile("Flow_[A-Z][A-Za-z0-9]*(_[A-Za-z0-9]+)*");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final Pattern RULE_ID = Pattern.compile("\\b[A-Z]{2}-[A-Z]{3}-\\d{2}\\b");

    @Test
    void aProcedureIsNamedLikeItsFile() {
        check((model, wrong) -> {
            if (!model.file().getFileName().toString().equals(model.processId() + ".bpmn")) {
                wrong.accept(model.processId(), "the file is " + model.file().getFileName());
            }
            if (!model.processId().matches("[a-z]+(-[a-z0-9]+)*")) {
                wrong.accept(model.processId(), "is not kebab-case");
            }
        });
    }

    @Test
    void idsSayKindAndMeaning() {
        check((model, wrong) -> {
            model.nodes().values().stream().filter(node -> !NODE_ID.matcher(node.id()).matches()).forEach(node -> wrong.accept(node.id(), "says no kind and meaning"));
            model.flows().stream().filter(flow -> !FLOW_ID.matcher(flow.id()).matches()).forEach(flow -> wrong.accept(flow.id(), "says no kind and meaning"));
        });
    }

    @Test
    void labelsAreChineseAndQuestionsAreQuestions() {
        check((model, wrong) -> {
            for (FlowNode node : model.nodes().values()) {
                boolean choice = node.is("exclusiveGateway", "inclusiveGateway") && model.outOf(node).size() > 1;
                boolean mayBeNameless = node.type().endsWith("Gateway") && !choice;
                if (!CHINESE.matcher(node.name()).find() && !(mayBeNameless && node.name().isEmpty())) {
                    wrong.accept(node.id(), "has no Chinese label: " + node.name());
                }
                if (choice && !node.name().matches(".*[？?]")) {
                    wrong.accept(node.id(), "is a choice and not a question: " + node.name());
                }
                if (choice) {
                    for (Flow flow : model.outOf(node)) {
                        if (!CHINESE.matcher(flow.name()).find()) {
                            wrong.accept(flow.id(), "answers no question: " + flow.name());
                        }
                        if (!flow.conditional() && !flow.isDefault()) {
                            wrong.accept(flow.id(), "has no condition and is not the default");
                        }
                    }
                }
            }
        });
    }

    @Test
    void whatPeopleAndTheMachineDoIsDocumentedAndTheProcedureNamesItsRules() {
        check((model, wrong) -> {
            StringBuilder all = new StringBuilder(model.documentation());
            for (FlowNode node : model.nodes().values()) {
                all.append(' ').append(node.documentation());
                if (node.is("userTask", "serviceTask", "businessRuleTask", "callActivity", "sendTask", "receiveTask") && node.documentation().isBlank()) {
                    wrong.accept(node.id(), "has no documentation");
                }
            }
            if (!RULE_ID.matcher(all).find()) {
                wrong.accept(model.processId(), "names no rule of the catalogue");
            }
        });
    }

    @Test
    void everythingIsDrawnWithRightAngles() {
        check((model, wrong) -> {
            model.nodes().values().stream().filter(node -> node.box() == null).forEach(node -> wrong.accept(node.id(), "is not drawn"));
            for (Flow flow : model.flows()) {
                if (flow.points().size() < 2) {
                    wrong.accept(flow.id(), "is not drawn");
                }
                for (Line line : lines(flow)) {
                    if (line.a().x() != line.b().x() && line.a().y() != line.b().y()) {
                        wrong.accept(flow.id(), "is slanting");
                    }
                }
            }
        });
    }

    /** Only what goes back (a return, a repetition, giving up on the way) may run from right to left. */
    @Test
    void theMainWayLeadsFromLeftToRight() {
        check((model, wrong) -> {
            List<FlowNode> nodes = model.nodes().values().stream().filter(node -> node.scope().equals(model.processId())).toList();
            FlowNode first = nodes.stream().min(Comparator.comparingDouble(node -> node.box().centreX())).orElseThrow();
            if (!first.is("startEvent")) {
                wrong.accept(first.id(), "stands further left than the start");
            }
            FlowNode last = nodes.stream().max(Comparator.comparingDouble(node -> node.box().x() + node.box().width())).orElseThrow();
            if (!last.is("endEvent", "subProcess")) {
                wrong.accept(last.id(), "stands further right than every end");
            }
            List<Flow> back = model.flows().stream().filter(flow -> flow.target().box().centreX() < flow.source().box().centreX()).toList();
            if (back.size() * 3 > model.flows().size()) {
                wrong.accept(model.processId(), "runs backwards too often: " + back.stream().map(Flow::id).toList());
            }
        });
    }

    @Test
    void noTwoFlowsCross() {
        check((model, wrong) -> {
            List<Flow> flows = model.flows();
            for (int i = 0; i < flows.size(); i++) {
                for (int j = i + 1; j < flows.size(); j++) {
                    if (flows.get(i).source().scope().equals(flows.get(j).source().scope()) && cross(flows.get(i), flows.get(j))) {
                        wrong.accept(flows.get(i).id(), "crosses or touches " + flows.get(j).id());
                    }
                }
            }
        });
    }

    @Test
    void noFlowRunsThroughAShape() {
        check((model, wrong) -> {
            for (Flow flow : model.flows()) {
                for (FlowNode node : model.nodes().values()) {
                    if (node == flow.source() || node == flow.target() || node.id().equals(flow.source().scope()) || surrounds(model, node, flow.source())) {
                        continue;
                    }
                    if (lines(flow).stream().anyMatch(line -> line.hits(node.box(), 0))) {
                        wrong.accept(flow.id(), "runs through " + node.id());
                    }
                }
            }
        });
    }

    @Test
    void shapesKeepClearOfEachOther() {
        check((model, wrong) -> {
            List<FlowNode> nodes = new ArrayList<>(model.nodes().values());
            for (int i = 0; i < nodes.size(); i++) {
                for (int j = i + 1; j < nodes.size(); j++) {
                    FlowNode a = nodes.get(i);
                    FlowNode b = nodes.get(j);
                    boolean belong = a.id().equals(b.attachedTo()) || b.id().equals(a.attachedTo()) || surrounds(model, a, b) || surrounds(model, b, a);
                    if (!belong && a.box().overlaps(b.box())) {
                        wrong.accept(a.id(), "overlaps " + b.id());
                    }
                }
            }
        });
    }

    @Test
    void noLabelTouchesALineAShapeOrAnotherLabel() {
        check((model, wrong) -> {
            Map<String, Box> labels = new LinkedHashMap<>();
            for (FlowNode node : model.nodes().values()) {
                if (node.labelOutside()) {
                    label(labels, node.id(), node.label(), wrong);
                }
            }
            for (Flow flow : model.flows()) {
                if (!flow.name().isEmpty()) {
                    label(labels, flow.id(), flow.label(), wrong);
                }
            }
            List<String> ids = new ArrayList<>(labels.keySet());
            for (int i = 0; i < ids.size(); i++) {
                String id = ids.get(i);
                Box label = labels.get(id);
                for (Flow flow : model.flows()) {
                    if (lines(flow).stream().anyMatch(line -> line.hits(label, 1))) {
                        wrong.accept(id, "has its label on " + flow.id());
                    }
                }
                for (FlowNode node : model.nodes().values()) {
                    boolean over = node.is("subProcess", "transaction") ? edges(node.box()).stream().anyMatch(edge -> edge.hits(label, 1)) : node.box().overlaps(label);
                    if (over) {
                        wrong.accept(id, "has its label over " + node.id());
                    }
                }
                for (String other : ids.subList(i + 1, ids.size())) {
                    if (label.overlaps(labels.get(other))) {
                        wrong.accept(id, "has its label over that of " + other);
                    }
                }
            }
        });
    }

    private static void label(Map<String, Box> labels, String id, Box label, BiConsumer<String, String> wrong) {
        if (label == null) {
            wrong.accept(id, "has a label without a place");
        } else {
            labels.put(id, label);
        }
    }

    private static void check(BiConsumer<Model, BiConsumer<String, String>> rule) {
        List<String> wrong = new ArrayList<>();
        for (Model model : MODELS) {
            rule.accept(model, (element, message) -> wrong.add(model.processId() + ": " + element + " " + message));
        }
        assertThat(wrong).isEmpty();
    }

    /** Whether the sub-process holds the node, at whatever depth. */
    private static boolean surrounds(Model model, FlowNode subProcess, FlowNode node) {
        for (String scope = node.scope(); model.nodes().containsKey(scope); scope = model.nodes().get(scope).scope()) {
            if (scope.equals(subProcess.id())) {
                return true;
            }
        }
        return false;
    }

    /** Flows into the same element may run together, flows out of one may leave it at the same corner; nothing else may touch. */
    private static boolean cross(Flow one, Flow other) {
        for (Line a : lines(one)) {
            for (Line b : lines(other)) {
                double left = Math.max(a.left(), b.left());
                double right = Math.min(a.right(), b.right());
                double top = Math.max(a.top(), b.top());
                double bottom = Math.min(a.bottom(), b.bottom());
                if (left > right || top > bottom) {
                    continue;
                }
                boolean point = left == right && top == bottom;
                Point at = new Point(left, top);
                if (one.target() == other.target() && !(point && a.passes(at) && b.passes(at))) {
                    continue;
                }
                if (one.source() == other.source() && point && at.equals(one.points().get(0)) && at.equals(other.points().get(0))) {
                    continue;
                }
                return true;
            }
        }
        return false;
    }

    private static List<Line> lines(Flow flow) {
        List<Line> lines = new ArrayList<>();
        for (int i = 1; i < flow.points().size(); i++) {
            lines.add(new Line(flow.points().get(i - 1), flow.points().get(i)));
        }
        return lines;
    }

    private static List<Line> edges(Box box) {
        Point topLeft = new Point(box.x(), box.y());
        Point topRight = new Point(box.x() + box.width(), box.y());
        Point bottomLeft = new Point(box.x(), box.y() + box.height());
        Point bottomRight = new Point(box.x() + box.width(), box.y() + box.height());
        return List.of(new Line(topLeft, topRight), new Line(bottomLeft, bottomRight), new Line(topLeft, bottomLeft), new Line(topRight, bottomRight));
    }

    private record Line(Point a, Point b) {

        double left() {
            return Math.min(a.x(), b.x());
        }

        double right() {
            return Math.max(a.x(), b.x());
        }

        double top() {
            return Math.min(a.y(), b.y());
        }

        double bottom() {
            return Math.max(a.y(), b.y());
        }

        /** Whether the line comes nearer to the box than the distance. */
        boolean hits(Box box, double distance) {
            return right() > box.x() - distance && left() < box.x() + box.width() + distance
                    && bottom() > box.y() - distance && top() < box.y() + box.height() + distance;
        }

        /** Whether the line goes on at both sides of the point. */
        boolean passes(Point point) {
            return a.x() == b.x() ? top() < point.y() && point.y() < bottom() : left() < point.x() && point.x() < right();
        }
    }
}
