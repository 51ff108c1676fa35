package io.casework.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The procedures under {@code processes/}, read as files: what is drawn, where, and how it hangs together. */
public final class ShippedModels {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static final String DC = "http://www.omg.org/spec/DD/20100524/DC";
    private static final String DI = "http://www.omg.org/spec/DD/20100524/DI";
    private static final Set<String> FLOW_NODES = Set.of("startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent", "task",
            "userTask", "serviceTask", "sendTask", "receiveTask", "manualTask", "businessRuleTask", "scriptTask", "callActivity", "subProcess", "transaction",
            "exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway", "complexGateway");

    private ShippedModels() {
    }

    /** A rectangle of the drawing, in pixels. */
    public record Box(double x, double y, double width, double height) {

        public double centreX() {
            return x + width / 2;
        }

        public double centreY() {
            return y + height / 2;
        }

        /** Whether the two have a piece of their area in common. */
        public boolean overlaps(Box other) {
            return x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height;
        }
    }

    /** A corner of a line. */
    public record Point(double x, double y) {
    }

    /** A flow node: type is the BPMN element name, scope the id of the process or sub-process it lies in. */
    public record FlowNode(String id, String type, String name, String documentation, String scope, String attachedTo, boolean eventSubProcess, Box box, Box label) {

        public boolean is(String... types) {
            return Stream.of(types).anyMatch(type::equals);
        }

        /** Events and gateways carry their names outside. */
        public boolean labelOutside() {
            return !name.isEmpty() && (type.endsWith("Event") || type.endsWith("Gateway"));
        }
    }

    /** A sequence flow. */
    public record Flow(String id, String name, FlowNode source, FlowNode target, boolean conditional, boolean isDefault, List<Point> points, Box label) {
    }

    /** A procedure. */
    public record Model(Path file, String processId, String documentation, Map<String, FlowNode> nodes, List<Flow> flows) {

        public Set<String> flowNodeIds() {
            return nodes.keySet();
        }

        public List<Flow> into(FlowNode node) {
            return flows.stream().filter(flow -> flow.target() == node).toList();
        }

        public List<Flow> outOf(FlowNode node) {
            return flows.stream().filter(flow -> flow.source() == node).toList();
        }

        @Override
        public String toString() {
            return processId;
        }
    }

    /** All procedures, in the order of their file names. */
    public static List<Model> all() {
        Path folder = Path.of("processes");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".bpmn")).sorted().map(ShippedModels::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One file. */
    public static Model read(Path file) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return read(file, factory.newDocumentBuilder().parse(file.toFile()));
        } catch (Exception e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }

    private static Model read(Path file, Document document) {
        Map<String, Element> shapes = new LinkedHashMap<>();
        for (String kind : List.of("BPMNShape", "BPMNEdge")) {
            for (Element shape : all(document.getDocumentElement(), BPMNDI, kind)) {
                shapes.put(shape.getAttribute("bpmnElement"), shape);
            }
        }
        Element process = all(document.getDocumentElement(), BPMN, "process").get(0);
        Map<String, FlowNode> nodes = new LinkedHashMap<>();
        List<Element> flowElements = new ArrayList<>();
        collect(process, shapes, nodes, flowElements);
        Set<String> defaults = new java.util.HashSet<>();
        for (String id : nodes.keySet()) {
            Element element = byId(process, id);
            if (element.hasAttribute("default")) {
                defaults.add(element.getAttribute("default"));
            }
        }
        List<Flow> flows = new ArrayList<>();
        for (Element flow : flowElements) {
            String id = flow.getAttribute("id");
            Element edge = shapes.get(id);
            List<Point> points = new ArrayList<>();
            if (edge != null) {
                for (Element point : all(edge, DI, "waypoint")) {
                    points.add(new Point(number(point, "x"), number(point, "y")));
                }
            }
            flows.add(new Flow(id, flow.getAttribute("name"), nodes.get(flow.getAttribute("sourceRef")), nodes.get(flow.getAttribute("targetRef")),
                    !all(flow, BPMN, "conditionExpression").isEmpty(), defaults.contains(id), points, edge == null ? null : label(edge)));
        }
        return new Model(file, process.getAttribute("id"), documentation(process), nodes, flows);
    }

    private static void collect(Element scope, Map<String, Element> shapes, Map<String, FlowNode> nodes, List<Element> flows) {
        for (Element element : children(scope)) {
            String type = element.getLocalName();
            if ("sequenceFlow".equals(type)) {
                flows.add(element);
            } else if (FLOW_NODES.contains(type)) {
                String id = element.getAttribute("id");
                Element shape = shapes.get(id);
                nodes.put(id, new FlowNode(id, type, element.getAttribute("name"), documentation(element), scope.getAttribute("id"),
                        element.getAttribute("attachedToRef"), "true".equals(element.getAttribute("triggeredByEvent")), shape == null ? null : box(shape),
                        shape == null ? null : label(shape)));
                collect(element, shapes, nodes, flows);
            }
        }
    }

    private static Element byId(Element under, String id) {
        NodeList all = under.getElementsByTagNameNS(BPMN, "*");
        for (int i = 0; i < all.getLength(); i++) {
            if (id.equals(((Element) all.item(i)).getAttribute("id"))) {
                return (Element) all.item(i);
            }
        }
        throw new IllegalStateException("no element " + id);
    }

    private static String documentation(Element element) {
        StringBuilder text = new StringBuilder();
        for (Element child : children(element)) {
            if ("documentation".equals(child.getLocalName())) {
                text.append(child.getTextContent());
            }
        }
        return text.toString();
    }

    private static Box box(Element shape) {
        for (Element child : children(shape)) {
            if (DC.equals(child.getNamespaceURI()) && "Bounds".equals(child.getLocalName())) {
                return new Box(number(child, "x"), number(child, "y"), number(child, "width"), number(child, "height"));
            }
        }
        return null;
    }

    private static Box label(Element shape) {
        for (Element child : children(shape)) {
            if ("BPMNLabel".equals(child.getLocalName())) {
                return box(child);
            }
        }
        return null;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static List<Element> all(Element under, String namespace, String name) {
        NodeList found = under.getElementsByTagNameNS(namespace, name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static List<Element> children(Element parent) {
        List<Element> elements = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }
}
