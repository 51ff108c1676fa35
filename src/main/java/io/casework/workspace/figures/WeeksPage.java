package io.casework.workspace.figures;

import io.casework.complaint.WeekCount;
import io.casework.organisation.Sites;
import io.casework.procedure.SiteScope;
import io.casework.report.ComplaintCounts;
import io.casework.report.ComplaintFigures;
import io.casework.report.FigureFilter;
import io.casework.report.FigureWorkbooks;
import io.casework.report.Indicator;
import io.casework.report.PrintedForms;
import io.casework.report.WeeklyPaper;
import io.casework.report.WeeklyReports;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import io.casework.workspace.printing.PaperAnswer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The weekly complaint reports, 《客户服务部投诉处理周报》 (AS-RPT-01): on the page, and as a file. */
@Controller
@For(Audience.FIGURE_READERS)
class WeeksPage {

    private static final int LISTED = 40;
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final WeeklyReports weeks;
    private final ComplaintFigures figures;
    private final FigureWorkbooks workbooks;
    private final PrintedForms forms;
    private final SiteScope scope;
    private final Sites sites;
    private final Clock clock;

    WeeksPage(WeeklyReports weeks, ComplaintFigures figures, FigureWorkbooks workbooks, PrintedForms forms, SiteScope scope, Sites sites, Clock clock) {
        this.weeks = weeks;
        this.figures = figures;
        this.workbooks = workbooks;
        this.forms = forms;
        this.scope = scope;
        this.sites = sites;
        this.clock = clock;
    }

    /** A count as handed in and as it is now. */
    record CountRow(String label, String words, long then, FigureCell now) {
    }

    /** An indicator of the complaints received in the week. */
    record IndicatorRow(Indicator indicator, String value, FigureCell counted, String detail) {
    }

    @GetMapping("/pages/figures/weeks")
    String list(FigureAsk ask, @RequestParam(required = false) String before, Model model) {
        Set<String> seen = scope.sites();
        List<WeeklyReports.Report> reports = weeks.list(ask.sites(seen), FigureAsk.day(before), LISTED);
        model.addAttribute("ask", ask);
        model.addAttribute("sites", sites.all().stream().filter(site -> seen.contains(site.code())).toList());
        model.addAttribute("reports", reports);
        model.addAttribute("counts", WeekCount.values());
        model.addAttribute("next", reports.size() < LISTED ? null : reports.get(reports.size() - 1).week().plusWeeks(1));
        return "pages/figures/weeks";
    }

    @GetMapping("/pages/figures/weeks/{site}/{week}")
    String week(@PathVariable String site, @PathVariable String week, Model model) {
        WeeklyReports.Report report = required(site, week);
        model.addAttribute("report", report);
        model.addAttribute("asOf", clock.instant());
        model.addAttribute("counts", counts(report));
        model.addAttribute("indicators", indicators(report));
        List<WeeklyReports.Unsolved> unsolved = weeks.unsolved(site, report.week());
        model.addAttribute("unsolved", unsolved);
        model.addAttribute("byHand", forms.byHand(unsolved.stream().map(WeeklyReports.Unsolved::text).toList()));
        return "pages/figures/week";
    }

    @GetMapping("/pages/figures/weeks/{site}/{week}.pdf")
    ResponseEntity<byte[]> paper(@PathVariable String site, @PathVariable String week, Principal person) {
        WeeklyReports.Report report = required(site, week);
        Map<WeekCount, Long> now = weeks.now(site, report.week());
        ComplaintCounts received = received(report);
        return PaperAnswer.download(forms.weekly(new WeeklyPaper(site, report.week(), report.madeAt(), report.dueAt(),
                report.counts().entrySet().stream().map(count -> new WeeklyPaper.Count(count.getKey().label(), count.getValue(), now.get(count.getKey()),
                        count.getKey().words())).toList(),
                Arrays.stream(Indicator.values()).map(indicator -> new WeeklyPaper.Figure(indicator.label(), received.words(indicator),
                        indicator.numerator() + " ÷ " + indicator.denominator())).toList(),
                weeks.unsolved(site, report.week())), person.getName()));
    }

    private List<CountRow> counts(WeeklyReports.Report report) {
        Map<WeekCount, Long> now = weeks.now(report.site(), report.week());
        return Arrays.stream(WeekCount.values()).map(count -> new CountRow(count.label(), count.words(),
                report.counts().get(count), new FigureCell(String.valueOf(now.get(count)), null,
                        "/pages/figures/cases?figure=week&site=" + report.site() + "&monday=" + report.week() + "&count=" + count, null))).toList();
    }

    private List<IndicatorRow> indicators(WeeklyReports.Report report) {
        ComplaintCounts received = received(report);
        FigureAsk ask = new FigureAsk(null, null, report.week().toString(), report.site(), null, null, null);
        return Arrays.stream(Indicator.values()).map(indicator -> new IndicatorRow(indicator, received.words(indicator),
                new FigureCell(String.valueOf(received.counted(indicator)), null, ask.cases(indicator, ComplaintFigures.Part.COUNTED), null),
                indicator.share() ? String.valueOf(received.reached(indicator)) : null)).toList();
    }

    @GetMapping("/pages/figures/weeks/{site}/{week}.xlsx")
    void workbook(@PathVariable String site, @PathVariable String week, HttpServletResponse response) throws IOException {
        WeeklyReports.Report report = required(site, week);
        ComplaintCounts received = received(report);
        Map<WeekCount, Long> now = weeks.now(site, report.week());
        file(response, XLSX, "客户服务部投诉处理周报-" + report.siteName() + "-" + report.week() + ".xlsx");
        workbooks.week(report, now, received, weeks.unsolved(site, report.week()), clock.instant(), response.getOutputStream());
    }

    private WeeklyReports.Report required(String site, String week) {
        LocalDate monday = FigureAsk.day(week);
        return monday == null || !scope.includes(site) ? missing() : weeks.find(site, monday).orElseGet(WeeksPage::missing);
    }

    private static WeeklyReports.Report missing() {
        throw new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这份周报，或不属于您的小区");
    }

    private ComplaintCounts received(WeeklyReports.Report report) {
        return figures.total(FigureFilter.period(report.week(), report.until(), Set.of(report.site())));
    }

    /** The browser is told what it gets and under which name to keep it. */
    static void file(HttpServletResponse response, String type, String name) {
        response.setContentType(type);
        response.setHeader("Content-Disposition", ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString());
    }
}
