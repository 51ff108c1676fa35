package io.casework.report.print;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.fontbox.ttf.CmapLookup;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What the font cannot print and somebody has to write by hand. The font has every character of the national table of 8,105 and both first levels of
 * GB 18030-2022; what it lacks are the rarest characters of names, the private places of old systems, and emoji. Each prints as its number, 〔U+20BB7〕, and
 * the foot of every page says that it is to be written by hand: no paper shows an empty box of which nobody knows what it was.
 */
@Component
public class HandWritten {

    private static final int MOST_TOLD = 5;
    private static final String FOOT = "page-foot";

    private final CmapLookup glyphs;

    HandWritten(PrintFonts fonts) {
        this.glyphs = fonts.glyphs();
    }

    /** How a character prints that the font does not have: 〔U+20BB7〕. */
    public static String printedAs(int character) {
        return String.format("〔U+%04X〕", character);
    }

    /** The characters that have to be written by hand, in the order in which they come, in texts and in whatever lists and maps hold. */
    public Set<Integer> in(Object values) {
        Set<Integer> found = new LinkedHashSet<>();
        gather(values, found);
        return found;
    }

    private void gather(Object values, Set<Integer> found) {
        if (values instanceof Map<?, ?> map) {
            map.values().forEach(value -> gather(value, found));
        } else if (values instanceof Collection<?> several) {
            several.forEach(value -> gather(value, found));
        } else if (values instanceof CharSequence text) {
            PrintDocument.printable(text.toString()).codePoints().filter(this::isMissing).forEach(found::add);
        }
    }

    /** Puts the numbers in the place of the characters, and says so in the foot; at the end where the document has no foot. */
    public void mark(Document document) {
        Set<Integer> found = new LinkedHashSet<>();
        Element body = (Element) document.getElementsByTagName("body").item(0);
        replace(body, found);
        if (!found.isEmpty()) {
            Element line = document.createElement("div");
            line.setAttribute("class", "by-hand");
            line.setTextContent(words(found));
            Element foot = foot(body);
            (foot == null ? body : foot).appendChild(line);
        }
    }

    private static String words(Set<Integer> found) {
        List<String> told = found.stream().limit(MOST_TOLD).map(HandWritten::printedAs).toList();
        return "字库没有的字印成了代码，请照原字手写：" + String.join("、", told) + (found.size() > told.size() ? " 等 " + found.size() + " 个字" : "");
    }

    private static Element foot(Element within) {
        for (Node child = within.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && FOOT.equals(element.getAttribute("class"))) {
                return element;
            }
        }
        return null;
    }

    private void replace(Node within, Set<Integer> found) {
        for (Node child = within.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                String text = child.getNodeValue();
                String printed = text.codePoints().mapToObj(character -> printed(character, found)).collect(Collectors.joining());
                if (!printed.equals(text)) {
                    child.setNodeValue(printed);
                }
            } else if (!"style".equals(child.getNodeName())) {
                replace(child, found);
            }
        }
    }

    private String printed(int character, Set<Integer> found) {
        if (isMissing(character)) {
            found.add(character);
            return printedAs(character);
        }
        return hasGlyph(character) || isBreak(character) ? Character.toString(character) : Character.isSpaceChar(character) ? " " : "";
    }

    /** Blanks, and signs that only tell how others are to be shown, leave nothing to be written. */
    private boolean isMissing(int character) {
        return !hasGlyph(character) && !isBreak(character) && !Character.isSpaceChar(character) && !Character.isISOControl(character)
                && Character.getType(character) != Character.FORMAT && !isVariationSelector(character);
    }

    private boolean hasGlyph(int character) {
        return glyphs.getGlyphId(character) > 0;
    }

    private static boolean isBreak(int character) {
        return character == '\t' || character == '\n' || character == '\r';
    }

    private static boolean isVariationSelector(int character) {
        return character >= 0xFE00 && character <= 0xFE0F || character >= 0xE0100 && character <= 0xE01EF;
    }
}
