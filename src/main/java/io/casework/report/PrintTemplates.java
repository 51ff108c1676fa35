package io.casework.report;

import io.casework.organisation.Staffing;
import io.casework.platform.AdminArea;
import io.casework.platform.AdminChanges;
import io.casework.platform.ChineseTime;
import io.casework.platform.RuleViolation;
import io.casework.report.print.CaseSheets;
import io.casework.report.print.FormFields;
import io.casework.report.print.FormTemplate;
import io.casework.report.print.Press;
import io.casework.report.print.PrintDocument;
import io.casework.report.print.QrCode;
import io.casework.report.print.PrintTemplateStore;
import io.casework.report.print.WeeklySheet;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The templates of the printed forms and how administrators replace them. A version that is saved has been checked and set once with an example and once
 * empty, so that a form can always be printed; every version is kept, and a release of the software never overwrites one.
 */
@Service
public class PrintTemplates {

    private static final int MOST_PAGES = 20;

    private final Map<String, CaseSheets> sheets;
    private final PrintTemplateStore store;
    private final Press press;
    private final Pdf pdf;
    private final Staffing staffing;
    private final AdminChanges changes;
    private final Clock clock;

    PrintTemplates(List<CaseSheets> sheets, PrintTemplateStore store, Press press, Pdf pdf, Staffing staffing, AdminChanges changes,
            Clock clock) {
        this.sheets = sheets.stream().collect(Collectors.toMap(CaseSheets::form, one -> one));
        this.store = store;
        this.press = press;
        this.pdf = pdf;
        this.staffing = staffing;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Which template a form uses.
     *
     * @param version number of the company's own version, or {@code null} where the supplied one is used
     * @param by name of the person who made it, {@code null} likewise
     */
    public record InUse(PrintForm form, Integer version, String by, Instant since) {
    }

    /** A version of the company's own. */
    public record Version(int number, boolean active, String by, Instant at) {
    }

    /**
     * A place that a template may fill.
     *
     * @param code how to write it
     * @param label what it is, in Chinese
     * @param depth 0, or 1 within rows
     */
    public record Place(String code, String label, int depth) {
    }

    /** All forms and what they use. */
    @Transactional(readOnly = true)
    public List<InUse> all() {
        Map<String, PrintTemplateStore.Version> own = store.inUse();
        return Arrays.stream(PrintForm.values()).map(form -> {
            PrintTemplateStore.Version version = own.get(form.code());
            return version == null ? new InUse(form, null, null, null)
                    : new InUse(form, version.number(), staffing.nameOf(version.createdBy()), version.createdAt());
        }).toList();
    }

    /** The company's own versions, newest first. */
    @Transactional(readOnly = true)
    public List<Version> versions(PrintForm form) {
        return store.versions(form.code()).stream().map(version -> new Version(version.number(), version.active(), staffing.nameOf(version.createdBy()),
                version.createdAt())).toList();
    }

    /** The text that the form is printed with. */
    @Transactional(readOnly = true)
    public String text(PrintForm form) {
        return store.own(form.code()).orElseGet(() -> store.supplied(form.code()));
    }

    /** The text that the application brings. */
    public String supplied(PrintForm form) {
        return store.supplied(form.code());
    }

    /** The text of a version; {@code version} as in the message where there is none. */
    @Transactional(readOnly = true)
    public String text(PrintForm form, int version) {
        return store.own(form.code(), version).orElseThrow(() -> new RuleViolation("version", "《" + form.label() + "》没有第 " + version + " 版"));
    }

    /** The places of a form, in order, for the person who edits. */
    public List<Place> places(PrintForm form) {
        List<Place> places = new ArrayList<>();
        list(fields(form).all(), 0, places);
        return places;
    }

    private static void list(Collection<FormFields.Field> fields, int depth, List<Place> into) {
        for (FormFields.Field field : fields) {
            switch (field.kind()) {
                case TEXT -> into.add(new Place("{{" + field.key() + "}}", field.label(), depth));
                case FLAG -> into.add(new Place("{{#" + field.key() + "}}…{{/" + field.key() + "}}", field.label() + "（是才印）", depth));
                case TICKS, ROWS -> {
                    into.add(new Place("{{#" + field.key() + "}}…{{/" + field.key() + "}}",
                            field.label() + (field.kind() == FormFields.Kind.TICKS ? "（每个选项一次）" : "（每行一次）"), depth));
                    list(field.row().all(), depth + 1, into);
                }
            }
        }
    }

    /**
     * Takes a changed template into use.
     *
     * @param seen number of the version that the person has changed, 0 for the supplied one
     * @return the number of the new version
     * @throws RuleViolation of the field {@code html} with all that is wrong, or where another version has come into use since; nothing has been saved then
     */
    @Transactional
    public int save(PrintForm form, String html, int seen, String login) {
        String text = unified(html);
        check(form, text);
        int before = demandSeen(form, seen);
        int version = store.add(form.code(), text, login);
        record(form, "保存并启用新版本", before, version, login);
        return version;
    }

    /** Takes an older version into use again. */
    @Transactional
    public void use(PrintForm form, int version, int seen, String login) {
        int before = demandSeen(form, seen);
        if (!store.use(form.code(), version)) {
            throw new RuleViolation("version", "《" + form.label() + "》没有第 " + version + " 版");
        }
        record(form, "启用旧版本", before, version, login);
    }

    /** Back to the template that the application brings; the company's versions are kept. */
    @Transactional
    public void useSupplied(PrintForm form, int seen, String login) {
        int before = demandSeen(form, seen);
        store.rest(form.code());
        record(form, "恢复软件自带的模板", before, 0, login);
    }

    /** Number of the company's own version in use, 0 where the supplied one is. */
    @Transactional(readOnly = true)
    public int versionInUse(PrintForm form) {
        return store.versionInUse(form.code());
    }

    private int demandSeen(PrintForm form, int seen) {
        changes.lock(AdminArea.PRINTING);
        int now = store.versionInUse(form.code());
        if (now != seen) {
            throw new RuleViolation("version", "您打开这一页之后，别人已经换了模板（现在是" + words(now) + "）。您填写的内容还在，请核对后再保存。");
        }
        return now;
    }

    private void record(PrintForm form, String what, int before, int after, String login) {
        changes.record(login, AdminArea.PRINTING, form.code(), "《" + form.label() + "》", what, words(before), words(after), null);
    }

    private static String words(int version) {
        return version == 0 ? "软件自带的模板" : "第 " + version + " 版";
    }

    /**
     * The template with an example in it.
     *
     * @throws RuleViolation of the field {@code html} with all that is wrong
     */
    public byte[] preview(PrintForm form, String html, String login) {
        String text = unified(html);
        FormTemplate.check(text, fields(form), form.ofCase());
        Map<String, Object> example = fields(form).example();
        example.put("code", QrCode.of("https://casework.example/pages/cases/KF-20260706-0001"));
        example.put("printedBy", staffing.nameOf(login));
        return print(form, text, List.of(example), example);
    }

    private void check(PrintForm form, String text) {
        FormTemplate.check(text, fields(form), form.ofCase());
        Map<String, Object> example = fields(form).example();
        example.put("code", QrCode.of("https://casework.example/"));
        demandFewPages(print(form, text, List.of(example), example));
        Map<String, Object> blank = fields(form).blank();
        demandFewPages(print(form, text, List.of(blank), blank));
    }

    private static void demandFewPages(byte[] paper) {
        try (PDDocument document = Loader.loadPDF(paper)) {
            if (document.getNumberOfPages() > MOST_PAGES) {
                throw new RuleViolation(PrintDocument.FIELD, "示例印出来超过 " + MOST_PAGES + " 页，请检查样式");
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Prints sheets with the template in use. */
    byte[] print(PrintForm form, List<Map<String, Object>> models, Map<String, Object> frame) {
        return print(form, text(form), models, frame);
    }

    private byte[] print(PrintForm form, String text, List<Map<String, Object>> models, Map<String, Object> values) {
        Map<String, Object> frame = new LinkedHashMap<>();
        for (String key : List.of("company", "siteName", "printedBy")) {
            frame.put(key, values.get(key));
        }
        frame.put("caseNumber", form.ofCase() ? values.get("caseNumber") : "");
        frame.put("ofCase", form.ofCase());
        frame.put("blank", "".equals(values.get(form.ofCase() ? "caseNumber" : "from")));
        frame.put("title", "《" + form.label() + "》");
        frame.put("printedAt", "".equals(values.get("printedAt")) ? now() : values.get("printedAt"));
        return pdf.of(press.set(text, models, frame), models.hashCode());
    }

    String now() {
        return ChineseTime.minute(LocalDateTime.now(clock));
    }

    /** The places that every form has, and its own. */
    FormFields fields(PrintForm form) {
        FormFields all = new FormFields().text("company", "公司", "融和地产有限公司").text("siteName", "小区", "云栖花园");
        if (form.ofCase()) {
            all.text("caseNumber", "案件编号", "KF-20260706-0001").text("customerName", "客户", "王芳").text("customerPhone", "客户电话", "13900000009")
                    .text("unitName", "房号", "3栋2单元502").text("matter", "事由", "厨房天花板渗水").text("openedAt", "登记时间", "2026-07-06 09:00")
                    .text("code", "案件二维码（<img src=\"{{code}}\" alt=\"案件二维码\"/>）", "");
        }
        all.text("printedAt", "打印时间", "2026-07-06 09:30").text("printedBy", "打印人", "李娜");
        (form.ofCase() ? sheets.get(form.code()).fields() : WeeklySheet.fields()).all().forEach(all::add);
        return all;
    }

    private static String unified(String html) {
        return html == null ? "" : html.replace("\r\n", "\n");
    }
}
