package io.casework.procedure;

import io.casework.procedure.DecisionTable.Column;
import io.casework.procedure.DecisionTable.Row;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A DMN file: its tables, and the same file with other rows. What is not a row stays as it is: diagrams, types, attributes of other tools. */
public final class DecisionFile {

    private static final String RULE_INDENT = "\n      ";
    private static final String CELL_INDENT = "\n        ";
    private static final String TEXT_INDENT = "\n          ";

    private final Document document;

    private DecisionFile(Document document) {
        this.document = document;
    }

    /**
     * Reads a file.
     *
     * @return empty where it is no DMN file that can be read
     */
    public static Optional<DecisionFile> read(byte[] bytes) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
            return "definitions".equals(document.getDocumentElement().getLocalName()) ? Optional.of(new DecisionFile(document)) : Optional.empty();
        } catch (SAXException | IOException unreadable) {
            return Optional.empty();
        } catch (ParserConfigurationException platform) {
            throw new IllegalStateException(platform);
        }
    }

    /** The decisions of the file. */
    public List<DecisionTable> tables() {
        return children(document.getDocumentElement(), "decision").stream().map(DecisionFile::table).toList();
    }

    /** The decision with this key. */
    public Optional<DecisionTable> table(String key) {
        return tables().stream().filter(table -> table.key().equals(key)).findFirst();
    }

    /**
     * The file with other rows in one of its tables.
     *
     * @param rows in their new order; a row without an id, or with one that the table does not have, is a new one
     */
    byte[] with(String key, List<Row> rows) {
        Document copy = (Document) document.cloneNode(true);
        Element table = children(copy.getDocumentElement(), "decision").stream().filter(decision -> decision.getAttribute("id").equals(key)).findFirst()
                .flatMap(decision -> child(decision, "decisionTable")).orElseThrow();
        Map<String, Element> known = new HashMap<>();
        for (Element rule : children(table, "rule")) {
            known.put(rule.getAttribute("id"), rule);
            Node before = rule.getPreviousSibling();
            if (before != null && before.getNodeType() == Node.TEXT_NODE) {
                table.removeChild(before);
            }
            table.removeChild(rule);
        }
        Node end = table.getLastChild();
        Set<String> ids = ids(copy);
        for (Row row : rows) {
            Element rule = known.remove(row.id());
            if (rule == null) {
                rule = newRule(copy, table, freeId("Rule_" + key.replace('-', '_') + "_", ids), row);
            }
            fill(rule, row);
            table.insertBefore(copy.createTextNode(RULE_INDENT), end);
            table.insertBefore(rule, end);
        }
        return bytes(copy);
    }

    /** The place of a finding of the gate: id of a cell or rule to row and column. */
    Map<String, Place> places(String key) {
        Map<String, Place> places = new HashMap<>();
        children(document.getDocumentElement(), "decision").stream().filter(decision -> decision.getAttribute("id").equals(key)).findFirst()
                .flatMap(decision -> child(decision, "decisionTable")).ifPresent(table -> {
                    List<Element> rules = children(table, "rule");
                    for (int row = 0; row < rules.size(); row++) {
                        places.put(rules.get(row).getAttribute("id"), new Place(row, false, -1));
                        List<Element> inputs = children(rules.get(row), "inputEntry");
                        for (int i = 0; i < inputs.size(); i++) {
                            places.put(inputs.get(i).getAttribute("id"), new Place(row, false, i));
                        }
                        List<Element> outputs = children(rules.get(row), "outputEntry");
                        for (int i = 0; i < outputs.size(); i++) {
                            places.put(outputs.get(i).getAttribute("id"), new Place(row, true, i));
                        }
                    }
                });
        return places;
    }

    /**
     * A cell.
     *
     * @param row counted from 0
     * @param column counted from 0 among the inputs or the outputs; -1 for the row as a whole
     */
    record Place(int row, boolean output, int column) {
    }

    private static DecisionTable table(Element decision) {
        Optional<Element> table = child(decision, "decisionTable");
        String description = child(decision, "description").map(DecisionFile::text).orElse("");
        String key = decision.getAttribute("id");
        String name = decision.getAttribute("name").isBlank() ? key : decision.getAttribute("name");
        if (table.isEmpty()) {
            return new DecisionTable(key, name, description, "", false, List.of(), List.of(), List.of());
        }
        List<Column> inputs = children(table.get(), "input").stream().map(DecisionFile::input).toList();
        List<Column> outputs = children(table.get(), "output").stream().map(DecisionFile::output).toList();
        List<Row> rows = children(table.get(), "rule").stream().map(rule -> new Row(rule.getAttribute("id"),
                child(rule, "description").map(DecisionFile::text).orElse(""), cells(rule, "inputEntry", inputs.size()),
                cells(rule, "outputEntry", outputs.size()))).toList();
        String policy = table.get().getAttribute("hitPolicy");
        return new DecisionTable(key, name, description, policy.isBlank() ? "UNIQUE" : policy, true, inputs, outputs, rows);
    }

    private static Column input(Element input) {
        Optional<Element> expression = child(input, "inputExpression");
        String name = expression.flatMap(found -> child(found, "text")).map(DecisionFile::text).orElse("");
        return new Column(first(input.getAttribute("label"), name), name, expression.map(found -> found.getAttribute("typeRef")).orElse(""));
    }

    private static Column output(Element output) {
        return new Column(first(output.getAttribute("label"), output.getAttribute("name")), output.getAttribute("name"), output.getAttribute("typeRef"));
    }

    private static String first(String label, String name) {
        return label.isBlank() ? name : label;
    }

    private static List<String> cells(Element rule, String kind, int count) {
        List<Element> entries = children(rule, kind);
        return IntStream.range(0, count).mapToObj(i -> i < entries.size() ? child(entries.get(i), "text").map(DecisionFile::text).orElse("") : "").toList();
    }

    private static void fill(Element rule, Row row) {
        Document owner = rule.getOwnerDocument();
        Optional<Element> description = child(rule, "description");
        if (description.isPresent()) {
            description.get().setTextContent(row.note());
        } else if (!row.note().isEmpty()) {
            Element added = element(owner, rule, "description");
            added.setTextContent(row.note());
            rule.insertBefore(added, rule.getFirstChild());
            rule.insertBefore(owner.createTextNode(CELL_INDENT), added);
        }
        set(children(rule, "inputEntry"), row.inputs());
        set(children(rule, "outputEntry"), row.outputs());
    }

    private static void set(List<Element> entries, List<String> texts) {
        for (int i = 0; i < entries.size() && i < texts.size(); i++) {
            Element entry = entries.get(i);
            Element text = child(entry, "text").orElseGet(() -> (Element) entry.appendChild(element(entry.getOwnerDocument(), entry, "text")));
            if (!text(text).equals(texts.get(i))) {
                text.setTextContent(texts.get(i));
            }
        }
    }

    private static Element newRule(Document owner, Element table, String id, Row row) {
        Element rule = element(owner, table, "rule");
        rule.setAttribute("id", id);
        for (int i = 0; i < row.inputs().size(); i++) {
            cell(rule, "inputEntry", id + "_in_" + (i + 1));
        }
        for (int i = 0; i < row.outputs().size(); i++) {
            cell(rule, "outputEntry", id + "_out_" + (i + 1));
        }
        rule.appendChild(owner.createTextNode(RULE_INDENT));
        return rule;
    }

    private static void cell(Element rule, String kind, String id) {
        Document owner = rule.getOwnerDocument();
        Element cell = element(owner, rule, kind);
        cell.setAttribute("id", id);
        cell.appendChild(owner.createTextNode(TEXT_INDENT));
        cell.appendChild(element(owner, rule, "text"));
        cell.appendChild(owner.createTextNode(CELL_INDENT));
        rule.appendChild(owner.createTextNode(CELL_INDENT));
        rule.appendChild(cell);
    }

    private static Element element(Document owner, Element like, String name) {
        return owner.createElementNS(like.getNamespaceURI(), like.getPrefix() == null ? name : like.getPrefix() + ":" + name);
    }

    private static Set<String> ids(Document document) {
        Set<String> ids = new HashSet<>();
        var all = document.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            ids.add(((Element) all.item(i)).getAttribute("id"));
        }
        return ids;
    }

    /** The same content always gets the same ids, so that a person can say yes to a question of the gate by sending it again. */
    private static String freeId(String prefix, Set<String> taken) {
        int number = 1;
        while (!taken.add(prefix + "new" + number)) {
            number++;
        }
        return prefix + "new" + number;
    }

    private static byte[] bytes(Document document) {
        try {
            document.setXmlStandalone(true);
            TransformerFactory factory = TransformerFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, "");
            Transformer transformer = factory.newTransformer();
            transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            transformer.transform(new DOMSource(document), new StreamResult(out));
            return out.toByteArray();
        } catch (TransformerException platform) {
            throw new IllegalStateException(platform);
        }
    }

    private static String text(Element element) {
        return element.getTextContent().strip();
    }

    private static Optional<Element> child(Element parent, String name) {
        return children(parent, name).stream().findFirst();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && name.equals(element.getLocalName())) {
                found.add(element);
            }
        }
        return found;
    }
}
