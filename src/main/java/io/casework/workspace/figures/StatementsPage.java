package io.casework.workspace.figures;

import io.casework.organisation.Sites;
import io.casework.platform.ChineseTime;
import io.casework.procedure.SiteScope;
import io.casework.report.FigureWorkbooks;
import io.casework.report.Indicator;
import io.casework.report.PeriodStatements;
import io.casework.report.StatementPeriod;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The quarterly and yearly statements on complaints: of a site, or consolidated for who sees all sites (AS-RPT-02). */
@Controller
@For(Audience.FIGURE_READERS)
class StatementsPage {

    private static final int QUARTERS = 8;
    private static final int YEARS = 3;

    private final PeriodStatements statements;
    private final FigureWorkbooks workbooks;
    private final FigurePaper paper;
    private final SiteScope scope;
    private final Sites sites;
    private final Clock clock;

    StatementsPage(PeriodStatements statements, FigureWorkbooks workbooks, FigurePaper paper, SiteScope scope, Sites sites, Clock clock) {
        this.statements = statements;
        this.workbooks = workbooks;
        this.paper = paper;
        this.scope = scope;
        this.sites = sites;
        this.clock = clock;
    }

    @GetMapping("/pages/figures/statements")
    String page(@RequestParam(required = false) String period, @RequestParam(required = false) String site, Model model) {
        PeriodStatements.Statement statement = asked(period, site);
        Set<String> done = statements.handedIn(statement.site());
        Map<String, String> periods = new LinkedHashMap<>();
        for (StatementPeriod one : statements.periods(QUARTERS, YEARS)) {
            periods.put(one.code(), one.label() + one.kind() + (done.contains(one.code()) ? "（已报送）" : ""));
        }
        periods.putIfAbsent(statement.period().code(), statement.period().label() + statement.period().kind());
        model.addAttribute("statement", statement);
        model.addAttribute("periods", periods);
        model.addAttribute("sites", sites.all().stream().filter(one -> scope.includes(one.code())).toList());
        model.addAttribute("consolidates", seesAll());
        model.addAttribute("indicators", Indicator.values());
        model.addAttribute("asOf", clock.instant());
        return "pages/figures/statements";
    }

    @GetMapping("/pages/figures/statements.xlsx")
    void workbook(@RequestParam(required = false) String period, @RequestParam(required = false) String site, HttpServletResponse response)
            throws IOException {
        PeriodStatements.Statement statement = asked(period, site);
        WeeksPage.file(response, WeeksPage.XLSX, "投诉处理" + statement.period().kind() + "-" + statement.siteName() + "-" + statement.period().code() + ".xlsx");
        workbooks.statement(statement, clock.instant(), response.getOutputStream());
    }

    @GetMapping("/pages/figures/statements.pdf")
    void paper(@RequestParam(required = false) String period, @RequestParam(required = false) String site, HttpServletResponse response) throws IOException {
        PeriodStatements.Statement statement = asked(period, site);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("statement", statement);
        values.put("indicators", Indicator.values());
        values.put("madeAt", statement.madeAt() == null ? null : ChineseTime.minute(statement.madeAt()));
        byte[] document = paper.print("statement", values);
        WeeksPage.file(response, "application/pdf", "投诉处理" + statement.period().kind() + "-" + statement.siteName() + "-" + statement.period().code() + ".pdf");
        response.getOutputStream().write(document);
    }

    private PeriodStatements.Statement asked(String code, String site) {
        StatementPeriod period = code == null || code.isBlank() ? statements.periods(2, 0).get(1)
                : StatementPeriod.of(code).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这个季度或年度"));
        List<String> seen = sites.all().stream().map(one -> one.code()).filter(scope::includes).toList();
        String at = site != null && !site.isBlank() ? site : seesAll() || seen.isEmpty() ? PeriodStatements.ALL_SITES : seen.get(0);
        if (at.isEmpty() ? !seesAll() : !scope.includes(at)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这份报表，或不属于您的小区");
        }
        return statements.statement(period, at);
    }

    /** Whoever sees all sites sees the consolidated statement. */
    private boolean seesAll() {
        return sites.all().stream().allMatch(one -> scope.includes(one.code()));
    }
}
