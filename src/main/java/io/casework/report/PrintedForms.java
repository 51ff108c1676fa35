package io.casework.report;

import io.casework.casefile.Actor;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.organisation.Site;
import io.casework.organisation.Sites;
import io.casework.organisation.Staffing;
import io.casework.platform.ChineseTime;
import io.casework.platform.RuleViolation;
import io.casework.report.print.CaseSheets;
import io.casework.report.print.HandWritten;
import io.casework.report.print.QrCode;
import io.casework.report.print.WeeklySheet;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The official forms on paper: of a case with what is on record, or empty, to be filled by hand while the system is away. What is not on record yet prints as
 * an empty place. Printing a form of a case is noted on its timeline. Rights and sites are the caller's business.
 */
@Service
public class PrintedForms {

    /** A browser may fetch the same file twice, to show it and to save it: that is one print. */
    private static final Duration SAME_PRINT = Duration.ofMinutes(5);
    private static final String PRINTED = "PRINTED";

    private final Map<String, CaseSheets> sheets;
    private final PrintTemplates templates;
    private final HandWritten handWritten;
    private final CaseFiles cases;
    private final Sites sites;
    private final Staffing staffing;
    private final JdbcClient jdbc;
    private final Clock clock;

    PrintedForms(List<CaseSheets> sheets, PrintTemplates templates, HandWritten handWritten, CaseFiles cases, Sites sites, Staffing staffing, JdbcClient jdbc,
            Clock clock) {
        this.sheets = sheets.stream().collect(Collectors.toMap(CaseSheets::form, one -> one));
        this.templates = templates;
        this.handWritten = handWritten;
        this.cases = cases;
        this.sites = sites;
        this.staffing = staffing;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A form on paper.
     *
     * @param fileName as it is saved, with ending
     */
    public record Printed(byte[] pdf, String fileName) {
    }

    /**
     * A character that the font does not have.
     *
     * @param text itself; empty for one of the private places, which look different on every system
     * @param printedAs what stands on the paper in its place: 〔U+20BB7〕
     */
    public record ByHand(String text, String printedAs) {

        private static ByHand of(int character) {
            boolean shown = Character.getType(character) != Character.PRIVATE_USE;
            return new ByHand(shown ? Character.toString(character) : "", HandWritten.printedAs(character));
        }
    }

    /** The characters of these texts that have to be written on the paper by hand. */
    public List<ByHand> byHand(Collection<String> texts) {
        return handWritten.in(texts).stream().map(ByHand::of).toList();
    }

    /** The characters that have to be written by hand on any of these forms of a case. */
    @Transactional(readOnly = true)
    public List<ByHand> byHand(String caseNumber, Collection<PrintForm> forms) {
        CaseView file = cases.view(caseNumber);
        List<Object> values = new ArrayList<>(List.of(common(file, "", "")));
        forms.stream().filter(PrintForm::ofCase).forEach(form -> values.add(sheets.get(form.code()).of(file)));
        return handWritten.in(values).stream().map(ByHand::of).toList();
    }

    /** The forms of which the case has a record, in the order of {@link PrintForm}. */
    @Transactional(readOnly = true)
    public List<PrintForm> available(String caseNumber) {
        Map<String, Object> there = jdbc.sql("""
                        select exists (select from contact_register where case_number = :n) as "contact-register",
                               exists (select from service_work_order where case_number = :n) as "work-order",
                               exists (select from rectification_slip where case_number = :n) as "contact-slip",
                               exists (select from category_record where case_number = :n and category = 'ENGINEERING') as "category-engineering",
                               exists (select from category_record where case_number = :n and category = 'EXTERNAL') as "category-external",
                               exists (select from category_record where case_number = :n and category = 'COMMUNICATION') as "category-communication",
                               exists (select from complaint where case_number = :n) as "complaint",
                               exists (select from repair_survey where case_number = :n) as "site-survey",
                               exists (select from repair_order where case_number = :n) as "dispatch-order\"""")
                .param("n", caseNumber).query().singleRow();
        return Arrays.stream(PrintForm.values()).filter(form -> Boolean.TRUE.equals(there.get(form.code()))).toList();
    }

    /**
     * Prints a form of a case, one sheet for each record.
     *
     * @param caseAddress absolute address of the case's page, for the QR code
     * @throws RuleViolation where the case does not exist or has no such record
     */
    @Transactional
    public Printed render(String caseNumber, PrintForm form, String login, String caseAddress) {
        CaseView file = cases.view(caseNumber);
        List<Map<String, Object>> records = form.ofCase() ? sheets.get(form.code()).of(file) : List.of();
        if (records.isEmpty()) {
            throw new RuleViolation("form", "案件 " + caseNumber + " 没有《" + form.label() + "》");
        }
        Map<String, Object> common = common(file, login, QrCode.of(caseAddress));
        List<Map<String, Object>> models = records.stream().map(record -> {
            Map<String, Object> values = new LinkedHashMap<>(common);
            values.putAll(record);
            return templates.fields(form).model(values);
        }).toList();
        byte[] pdf = templates.print(form, models, common);
        note(file, form, login);
        return new Printed(pdf, form.label() + " " + caseNumber + ".pdf");
    }

    private Map<String, Object> common(CaseView file, String login, String code) {
        Map<String, Object> values = place(sites.site(file.site()).orElse(null), login);
        values.put("caseNumber", file.number());
        values.put("customerName", file.customerName());
        values.put("customerPhone", file.customerPhone());
        values.put("unitName", file.unitName());
        values.put("matter", file.matter());
        values.put("openedAt", ChineseTime.minute(file.openedAt()));
        values.put("code", code);
        return values;
    }

    private Map<String, Object> place(Site site, String login) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("company", site == null ? "" : site.developer());
        values.put("siteName", site == null ? "" : site.name());
        values.put("printedBy", staffing.nameOf(login));
        values.put("printedAt", templates.now());
        return values;
    }

    private void note(CaseView file, PrintForm form, String login) {
        String text = "打印《" + form.label() + "》";
        boolean noted = jdbc.sql("select exists (select from case_timeline where case_number = ? and kind = ? and actor = ? and text = ? and at > ?)")
                .params(file.number(), PRINTED, login, text, Timestamp.from(clock.instant().minus(SAME_PRINT))).query(Boolean.class).single();
        if (!noted) {
            cases.note(file.number(), new Actor(login, staffing.nameOf(login)), PRINTED, text, null);
        }
    }

    /**
     * Prints an empty form.
     *
     * @param site code of the site whose name stands in the head; {@code null} leaves it open
     */
    @Transactional(readOnly = true)
    public Printed blank(PrintForm form, String site, String login) {
        Map<String, Object> blank = templates.fields(form).blank();
        blank.putAll(place(Optional.ofNullable(site).flatMap(sites::site).orElse(null), login));
        return new Printed(templates.print(form, List.of(blank), blank), form.label() + "（空白表）.pdf");
    }

    /** Prints the weekly complaint report of a site, 《客户服务部投诉处理周报》. */
    @Transactional(readOnly = true)
    public Printed weekly(WeeklyPaper paper, String login) {
        Site site = sites.site(paper.site()).orElseThrow(() -> new RuleViolation("site", "没有编码为 " + paper.site() + " 的小区"));
        Map<String, Object> values = place(site, login);
        values.putAll(WeeklySheet.of(paper));
        PrintForm form = PrintForm.WEEKLY_COMPLAINTS;
        Map<String, Object> model = templates.fields(form).model(values);
        return new Printed(templates.print(form, List.of(model), model), form.label() + " " + site.name() + " " + paper.week() + ".pdf");
    }
}
