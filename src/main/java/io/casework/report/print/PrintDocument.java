package io.casework.report.print;

import io.casework.platform.RuleViolation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * An XHTML text on its way to paper: read strictly, without document type, entities, scripts and anything from outside. All of it is refused here, before the
 * text comes near the part that sets pages, which by itself would follow addresses and read files.
 */
public final class PrintDocument {

    /** What prints for a character that cannot be printed and that a style sheet brings in, where {@link HandWritten} does not reach. */
    public static final char MISSING = '□';
    /** The field that messages belong to. */
    public static final String FIELD = "html";

    private static final Set<String> REFUSED_ELEMENTS = Set.of("script", "iframe", "frame", "frameset", "object", "embed", "applet", "base", "form", "input",
            "textarea", "select", "button", "audio", "video", "source", "svg", "math", "bookmarks", "noscript", "template");
    private static final Set<String> STYLE_SHEETS = Set.of("form.css");
    private static final Pattern PICTURE = Pattern.compile("data:image/(?:png|jpeg);base64,([A-Za-z0-9+/=\\s]+)");
    private static final Pattern CSS_COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern CSS_ADDRESS = Pattern.compile("(?i)url\\s*\\(\\s*(['\"]?)(?!\\1?data:image/(?:png|jpeg);base64,)");
    private static final Pattern CSS_RULE = Pattern.compile("(?i)@(import|font-face|namespace|charset)");
    private static final long MOST_PIXELS = 4_000_000;

    private PrintDocument() {
    }

    /** Whether an address is a picture that stands in the text itself. */
    public static boolean isPicture(String address) {
        return address != null && address.startsWith("data:image/") && PICTURE.matcher(address).matches();
    }

    /**
     * @return the document, with the style sheets that it names put into it
     * @throws RuleViolation of the field {@code html} with the line where it is not well-formed, and with all that it may not name
     */
    public static Document parse(String html) {
        Document document = read(printable(html).replaceFirst("(?i)^\\s*<!DOCTYPE\\s+html\\s*>", "").replace("&nbsp;", "&#160;"));
        List<String> wrong = new ArrayList<>();
        check(document.getDocumentElement(), wrong);
        if (!"html".equals(document.getDocumentElement().getNodeName())) {
            wrong.add("最外层必须是 <html>");
        }
        if (document.getElementsByTagName("body").getLength() != 1) {
            wrong.add("必须正好有一个 <body>");
        }
        if (!wrong.isEmpty()) {
            throw new RuleViolation(FIELD, String.join("；", wrong.stream().distinct().toList()));
        }
        leaveOutEmptyPictures(document);
        return document;
    }

    /** The place of a picture that there is not, such as the code on an empty form. */
    private static void leaveOutEmptyPictures(Document document) {
        NodeList pictures = document.getElementsByTagName("img");
        for (int i = pictures.getLength() - 1; i >= 0; i--) {
            Element picture = (Element) pictures.item(i);
            if (picture.getAttribute("src").isBlank()) {
                picture.getParentNode().removeChild(picture);
            }
        }
    }

    /**
     * The text without what XML cannot hold: control characters and halves of characters. What the font lacks stays, for {@link HandWritten} to deal with.
     */
    public static String printable(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static Document read(String html) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return builder.parse(new InputSource(new StringReader(html)));
        } catch (SAXParseException e) {
            throw new RuleViolation(FIELD, "第 " + e.getLineNumber() + " 行：" + inChinese(e.getMessage()));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new RuleViolation(FIELD, "模板不是合格的 XHTML：" + e.getMessage());
        }
    }

    /** The parser's usual complaints in words for the person who edits a template. */
    private static String inChinese(String message) {
        Matcher names = Pattern.compile("\"(?:</)?([^\">]+)>?\"").matcher(message);
        String name = names.find() ? names.group(1) : "";
        if (message.contains("must be terminated by the matching end-tag")) {
            return "标签 <" + name + "> 没有正确结束";
        }
        if (message.contains("DOCTYPE")) {
            return "不允许文档类型声明（<!DOCTYPE …>）";
        }
        if (message.contains("must immediately follow the '&'")) {
            return "字符 & 要写成 &amp;";
        }
        if (message.contains("entity") && !name.isEmpty()) {
            return "不认识的实体 &" + name + ";，请直接写字符，或者写成 &amp;";
        }
        if (message.contains("start and end within the same entity") || message.contains("markup in the document following")) {
            return "标签没有配对，或者 </html> 之后还有内容";
        }
        if (message.contains("attribute") || message.contains("Attribute")) {
            return "标签 <" + name + "> 的属性写法不对，属性值要放在引号里";
        }
        return "写法不对，标签要成对，< 和 & 要写成 &lt; 和 &amp;";
    }

    private static void check(Element element, List<String> wrong) {
        String name = element.getNodeName().toLowerCase(Locale.ROOT);
        if (REFUSED_ELEMENTS.contains(name) || name.contains(":")) {
            wrong.add("不允许使用 <" + name + ">");
        }
        if (name.equals("link") && !putStyleSheet(element)) {
            wrong.add("<link> 只能引用随系统提供的样式表 " + String.join("、", STYLE_SHEETS));
        }
        if (name.equals("style")) {
            checkStyle(element.getTextContent(), wrong);
        }
        checkAttributes(element, name, wrong);
        NodeList children = element.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element child) {
                check(child, wrong);
            } else if (children.item(i).getNodeType() == Node.PROCESSING_INSTRUCTION_NODE) {
                wrong.add("不允许处理指令 <?" + children.item(i).getNodeName() + "?>");
            }
        }
    }

    private static void checkAttributes(Element element, String name, List<String> wrong) {
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            String attribute = attributes.item(i).getNodeName().toLowerCase(Locale.ROOT);
            String value = attributes.item(i).getNodeValue().strip();
            if (attribute.startsWith("on")) {
                wrong.add("不允许脚本属性 " + attribute);
            } else if (attribute.equals("style")) {
                checkStyle(value, wrong);
            } else if (attribute.equals("src") && name.equals("img")) {
                checkPicture(value, wrong);
            } else if (Set.of("src", "srcset", "background", "data", "poster", "download", "xlink:href").contains(attribute)) {
                wrong.add("不允许属性 " + attribute);
            } else if (attribute.equals("href") && !name.equals("link") && !value.startsWith("#") && !value.matches("(?i)https?://.*")) {
                wrong.add("链接只能指向网页地址：" + shortened(value));
            }
        }
    }

    private static void checkStyle(String css, List<String> wrong) {
        String plain = CSS_COMMENT.matcher(css).replaceAll("");
        if (plain.indexOf('\\') >= 0) {
            wrong.add("样式里不允许反斜杠");
        }
        if (CSS_ADDRESS.matcher(plain).find()) {
            wrong.add("样式不能引用外部资源（url（…））");
        }
        Matcher rule = CSS_RULE.matcher(plain);
        if (rule.find()) {
            wrong.add("样式里不允许 @" + rule.group(1));
        }
    }

    private static void checkPicture(String address, List<String> wrong) {
        Matcher picture = PICTURE.matcher(address);
        if (address.isEmpty()) {
            return;
        }
        if (!picture.matches()) {
            wrong.add("图片只能以 data：（PNG 或 JPEG）写在模板里，不能引用外部地址：" + shortened(address));
        } else if (!isSmall(picture.group(1))) {
            wrong.add("图片读不出来，或者超过 " + MOST_PIXELS / 10_000 + " 万像素");
        }
    }

    /** Reads the size from the head of the picture, before anything unpacks it. */
    private static boolean isSmall(String base64) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(Base64.getMimeDecoder().decode(base64)))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return false;
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                return (long) reader.getWidth(0) * reader.getHeight(0) <= MOST_PIXELS;
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean putStyleSheet(Element link) {
        String name = link.getAttribute("href");
        if (!"stylesheet".equals(link.getAttribute("rel")) || !STYLE_SHEETS.contains(name)) {
            return false;
        }
        try (InputStream in = PrintDocument.class.getResourceAsStream("/printing/" + name)) {
            Document document = link.getOwnerDocument();
            document.renameNode(link, null, "style");
            while (link.getAttributes().getLength() > 0) {
                link.removeAttribute(link.getAttributes().item(0).getNodeName());
            }
            link.setTextContent(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return true;
        } catch (IOException e) {
            throw new IllegalStateException("the style sheet " + name + " cannot be read", e);
        }
    }

    private static String shortened(String value) {
        return value.length() > 60 ? value.substring(0, 60) + "…" : value;
    }

    /** No complaint is passed over, none is printed to the console. */
    private static final class Strict implements ErrorHandler {

        @Override
        public void warning(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
