package io.casework.procedure.gate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** One element of a model file with its line, read without document types, outside entities or outside schemas. */
final class XmlNode {

    private static final int MAX_DEPTH = 100;
    private static final int MAX_ELEMENTS = 50_000;

    /** An attribute; {@code namespace} is empty where it has no prefix. */
    record Attribute(String namespace, String name, String value) {
    }

    private final XmlNode parent;
    private final String namespace;
    private final String name;
    private final int line;
    private final List<Attribute> attributes = new ArrayList<>();
    private final List<XmlNode> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private XmlNode(XmlNode parent, String namespace, String name, int line) {
        this.parent = parent;
        this.namespace = namespace;
        this.name = name;
        this.line = line;
    }

    /**
     * Reads a file.
     *
     * @throws Unreadable with a Chinese message if it is not well-formed, has a document type or is too deep or too large
     */
    static XmlNode read(byte[] bytes) {
        if (bytes.length == 0) {
            throw new Unreadable("文件是空的");
        }
        try {
            SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setXIncludeAware(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            SAXParser parser = factory.newSAXParser();
            Handler handler = new Handler();
            parser.parse(new InputSource(new ByteArrayInputStream(bytes)), handler);
            return handler.root;
        } catch (SAXParseException notWellFormed) {
            if (String.valueOf(notWellFormed.getMessage()).contains("DOCTYPE")) {
                throw new Unreadable("文件含有 DOCTYPE 声明，可能引入外部内容，请删去该声明");
            }
            throw unreadable("第 " + notWellFormed.getLineNumber() + " 行附近：", notWellFormed);
        } catch (SAXException | IOException notXml) {
            throw unreadable("", notXml);
        } catch (ParserConfigurationException platform) {
            throw new IllegalStateException(platform);
        }
    }

    private static Unreadable unreadable(String where, Exception notXml) {
        String reason = String.valueOf(notXml.getMessage());
        return new Unreadable(reason.contains("UTF-8") ? "文件不是 UTF-8 编码；请用 UTF-8 保存后再部署"
                : "不是正确的 XML；请用 Camunda Modeler 打开、改好并保存后再部署（" + where + reason + "）");
    }

    XmlNode parent() {
        return parent;
    }

    String namespace() {
        return namespace;
    }

    String name() {
        return name;
    }

    int line() {
        return line;
    }

    List<Attribute> attributes() {
        return attributes;
    }

    List<XmlNode> children() {
        return children;
    }

    /** The element's own text, stripped. */
    String text() {
        return text.toString().strip();
    }

    boolean is(String otherNamespace, String otherName) {
        return namespace.equals(otherNamespace) && name.equals(otherName);
    }

    /** An attribute without prefix, or {@code null}. */
    String attribute(String attributeName) {
        return attribute("", attributeName);
    }

    String attribute(String attributeNamespace, String attributeName) {
        for (Attribute attribute : attributes) {
            if (attribute.name.equals(attributeName) && attribute.namespace.equals(attributeNamespace)) {
                return attribute.value;
            }
        }
        return null;
    }

    boolean has(String attributeNamespace, String attributeName) {
        return attribute(attributeNamespace, attributeName) != null;
    }

    Stream<XmlNode> children(String childNamespace, String childName) {
        return children.stream().filter(child -> child.is(childNamespace, childName));
    }

    /** This element and everything below it, in document order. */
    void walk(Consumer<XmlNode> visitor) {
        visitor.accept(this);
        children.forEach(child -> child.walk(visitor));
    }

    /** All elements below this one, itself included. */
    List<XmlNode> all() {
        List<XmlNode> all = new ArrayList<>();
        walk(all::add);
        return all;
    }

    /** This element, or the nearest one around it that has an id: what a person can find in the diagram. */
    XmlNode nearestWithId() {
        XmlNode node = this;
        while (node != null && (node.attribute("id") == null || !isShown(node))) {
            node = node.parent;
        }
        return node;
    }

    /** Event definitions and extensions may have ids, but a person sees the event or task that they belong to. */
    private static boolean isShown(XmlNode node) {
        return !node.name.endsWith("EventDefinition") && !node.namespace.equals(Namespaces.CAMUNDA_BPMN);
    }

    /** The file cannot be read; the message says why in Chinese. */
    static final class Unreadable extends RuntimeException {
        Unreadable(String message) {
            super(message);
        }
    }

    private static final class Handler extends DefaultHandler {

        private final Deque<XmlNode> open = new ArrayDeque<>();
        private Locator locator;
        private XmlNode root;
        private int count;

        @Override
        public void setDocumentLocator(Locator documentLocator) {
            locator = documentLocator;
        }

        @Override
        public InputSource resolveEntity(String publicId, String systemId) throws SAXException {
            throw new SAXException("outside entity");
        }

        @Override
        public void startElement(String uri, String localName, String qName, Attributes attributes) {
            if (open.size() >= MAX_DEPTH || ++count > MAX_ELEMENTS) {
                throw new Unreadable("文件的层级过深或元素过多，不像是一个流程文件");
            }
            XmlNode node = new XmlNode(open.peek(), uri, localName, locator == null ? 0 : locator.getLineNumber());
            for (int i = 0; i < attributes.getLength(); i++) {
                node.attributes.add(new Attribute(attributes.getURI(i), attributes.getLocalName(i), attributes.getValue(i)));
            }
            if (open.isEmpty()) {
                root = node;
            } else {
                open.peek().children.add(node);
            }
            open.push(node);
        }

        @Override
        public void endElement(String uri, String localName, String qName) {
            open.pop();
        }

        @Override
        public void characters(char[] ch, int start, int length) {
            if (!open.isEmpty()) {
                open.peek().text.append(ch, start, length);
            }
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
