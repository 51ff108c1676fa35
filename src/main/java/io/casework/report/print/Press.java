package io.casework.report.print;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Puts sheets together: one template, filled once for each sheet, with the head and the foot that every page has whatever the template says. */
@Component
public class Press {

    private static final String FRAME = """
            <html><body>
            <div class="page-head"><table><tr><td>{{company}}{{#siteName}}　{{siteName}}{{/siteName}}</td>
            <td class="right">{{#ofCase}}案件编号：{{#caseNumber}}{{caseNumber}}{{/caseNumber}}{{^caseNumber}}______________________{{/caseNumber}}{{/ofCase}}</td></tr></table></div>
            <div class="page-foot"><table><tr><td>{{title}}　打印人：{{printedBy}}　打印时间：{{printedAt}}</td>
            <td class="right"><span class="page-number"></span></td></tr></table></div>
            </body></html>""";

    /**
     * The document to be printed.
     *
     * @param template text of the template
     * @param sheets the model of each sheet
     * @param frame what head and foot say: {@code company}, {@code siteName}, {@code caseNumber}, {@code ofCase}, {@code title}, {@code printedBy},
     *     {@code printedAt}; {@code blank} for a form that is filled by hand
     */
    public Document set(String template, List<Map<String, Object>> sheets, Map<String, Object> frame) {
        FormTemplate form = FormTemplate.of(template);
        Document document = null;
        for (Map<String, Object> sheet : sheets) {
            Document page = PrintDocument.parse(form.filled(sheet));
            if (document == null) {
                document = page;
            } else {
                append(body(page), document);
            }
        }
        if (document == null) {
            throw new IllegalArgumentException("nothing to print");
        }
        putFrame(document, frame);
        if (Boolean.TRUE.equals(frame.get("blank"))) {
            body(document).setAttribute("class", (body(document).getAttribute("class") + " blank").strip());
        }
        return document;
    }

    private static void append(Element from, Document to) {
        Element sheet = to.createElement("div");
        sheet.setAttribute("style", "page-break-before: always");
        for (Node child = from.getFirstChild(); child != null; child = child.getNextSibling()) {
            sheet.appendChild(to.importNode(child, true));
        }
        body(to).appendChild(sheet);
    }

    private static void putFrame(Document document, Map<String, Object> values) {
        Element body = body(document);
        Node first = body.getFirstChild();
        Element frame = body(PrintDocument.parse(FormTemplate.of(FRAME).filled(values)));
        for (Node child = frame.getFirstChild(); child != null; child = child.getNextSibling()) {
            body.insertBefore(document.importNode(child, true), first);
        }
    }

    private static Element body(Document document) {
        return (Element) document.getElementsByTagName("body").item(0);
    }
}
