package io.casework.workspace.figures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.casework.complaint.ComplaintCause;
import io.casework.complaint.ComplaintGrade;
import io.casework.organisation.Sites;
import io.casework.organisation.Staffing;
import io.casework.procedure.SiteScope;
import io.casework.report.ComplaintCounts;
import io.casework.report.ComplaintFigures;
import io.casework.report.ComplaintFigures.Dimension;
import io.casework.report.ComplaintFigures.Line;
import io.casework.report.ComplaintFigures.Part;
import io.casework.report.FigureFacts;
import io.casework.report.FigureFilter;
import io.casework.report.FigureTargets;
import io.casework.report.Indicator;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import java.math.BigDecimal;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The board: the five indicators of complaints, told apart as the reader likes, against their targets (AS-CMP-18). */
@Controller
@For(Audience.FIGURE_READERS)
class FiguresPage {

    private final ComplaintFigures figures;
    private final FigureFacts facts;
    private final FigureTargets targets;
    private final SiteScope scope;
    private final Sites sites;
    private final Staffing staffing;
    private final ObjectMapper json;
    private final Clock clock;

    FiguresPage(ComplaintFigures figures, FigureFacts facts, FigureTargets targets, SiteScope scope, Sites sites, Staffing staffing, ObjectMapper json,
            Clock clock) {
        this.figures = figures;
        this.facts = facts;
        this.targets = targets;
        this.scope = scope;
        this.sites = sites;
        this.staffing = staffing;
        this.json = json;
        this.clock = clock;
    }

    /** An indicator with its value, its target and what is counted. */
    record Tile(Indicator indicator, String value, String target, Boolean good, FigureCell reached, FigureCell counted, FigureCell missed, String more) {
    }

    /** A line of the table: what it is about, how many were received, and the five indicators. */
    record Row(String label, String here, FigureCell received, List<FigureCell> cells) {
    }

    @GetMapping("/pages/figures")
    String page(Principal person, FigureAsk asked, @RequestParam(required = false) String by, Model model) {
        LocalDate today = LocalDate.now(clock);
        FigureAsk ask = new FigureAsk(asked.from(), asked.until(), null, asked.site(), asked.post(), asked.cause(), asked.grade()).settled(today);
        Set<String> seen = scope.sites();
        FigureFilter filter = ask.filter(seen, today);
        Dimension dimension = dimension(by);
        ComplaintCounts total = figures.total(filter);
        List<Line> lines = figures.by(dimension, filter);
        Map<Indicator, BigDecimal> goals = targets.all();

        model.addAttribute("ask", ask);
        model.addAttribute("dimension", dimension);
        model.addAttribute("dimensions", Dimension.values());
        model.addAttribute("sites", sites.all().stream().filter(site -> seen.contains(site.code())).toList());
        model.addAttribute("departments", figures.departments(seen));
        model.addAttribute("causes", ComplaintCause.values());
        model.addAttribute("grades", ComplaintGrade.values());
        model.addAttribute("indicators", Indicator.values());
        model.addAttribute("received", new FigureCell(String.valueOf(total.received()), null, ask.cases(null, null), null));
        model.addAttribute("tiles", List.of(Indicator.values()).stream().map(indicator -> tile(indicator, total, goals.get(indicator), ask)).toList());
        model.addAttribute("rows", lines.stream().map(line -> row(line, dimension, ask, goals)).toList());
        model.addAttribute("total", row(new Line("", "合计", total), null, ask, goals));
        model.addAttribute("shares", chart(lines, dimension, ask, List.of(Indicator.values()).stream().filter(Indicator::share).toList(), null));
        model.addAttribute("hours", chart(lines, dimension, ask, List.of(Indicator.ANSWER), goals.get(Indicator.ANSWER)));
        model.addAttribute("waiting", facts.waiting());
        model.addAttribute("manages", Audience.FIGURE_MANAGERS.includes(staffing.postsOf(person.getName())));
        return "pages/figures/indicators";
    }

    private static Dimension dimension(String by) {
        for (Dimension dimension : Dimension.values()) {
            if (dimension.name().equalsIgnoreCase(by)) {
                return dimension;
            }
        }
        return Dimension.MONTH;
    }

    private Tile tile(Indicator indicator, ComplaintCounts counts, BigDecimal goal, FigureAsk ask) {
        return new Tile(indicator, counts.words(indicator),
                goal == null ? null : (indicator.share() ? "≥ " : "≤ ") + goal.toPlainString() + (indicator.share() ? "%" : " " + indicator.unit()),
                good(indicator, counts, goal),
                new FigureCell(String.valueOf(counts.reached(indicator)), null, ask.cases(indicator, Part.REACHED), null),
                new FigureCell(String.valueOf(counts.counted(indicator)), null, ask.cases(indicator, Part.COUNTED), null),
                new FigureCell(String.valueOf(counts.missed(indicator)), null, ask.cases(indicator, Part.MISSED), null),
                indicator == Indicator.SATISFACTION && counts.meanScore() != null ? "平均 " + counts.meanScore().toPlainString() + " 分（满分 5 分）" : null);
    }

    private Row row(Line line, Dimension dimension, FigureAsk ask, Map<Indicator, BigDecimal> goals) {
        FigureAsk there = dimension == null ? ask : ask.with(dimension, line.key());
        List<FigureCell> cells = new ArrayList<>();
        for (Indicator indicator : Indicator.values()) {
            ComplaintCounts counts = line.counts();
            cells.add(counts.value(indicator) == null ? new FigureCell("无数据", null, null, null)
                    : new FigureCell(counts.value(indicator).toPlainString() + (indicator.share() ? "%" : ""),
                            indicator.share() ? counts.reached(indicator) + "/" + counts.counted(indicator) : counts.counted(indicator) + " 件",
                            there.cases(indicator, Part.COUNTED), good(indicator, counts, goals.get(indicator))));
        }
        return new Row(line.label(), there.address("/pages/figures").queryParam("by", dimension == null ? "month" : next(dimension)).encode().toUriString(),
                new FigureCell(String.valueOf(line.counts().received()), null, there.cases(null, null), null), cells);
    }

    /** Into what a line is told apart further. */
    private static String next(Dimension dimension) {
        return switch (dimension) {
            case MONTH -> "department";
            case SITE, DEPARTMENT -> "cause";
            default -> "month";
        };
    }

    private static Boolean good(Indicator indicator, ComplaintCounts counts, BigDecimal goal) {
        BigDecimal value = counts.value(indicator);
        return goal == null || value == null ? null : indicator.reaches(value, goal);
    }

    private String chart(List<Line> lines, Dimension dimension, FigureAsk ask, List<Indicator> indicators, BigDecimal target) {
        List<Chart.Series> series = indicators.stream().map(indicator -> new Chart.Series(indicator.label(),
                lines.stream().map(line -> (Number) line.counts().value(indicator)).toList(),
                lines.stream().map(line -> ask.with(dimension, line.key()).cases(indicator, Part.COUNTED)).toList())).toList();
        boolean share = indicators.get(0).share();
        try {
            return json.writeValueAsString(new Chart(dimension == Dimension.MONTH ? "line" : "bar", share ? "%" : " 工作小时", share ? 100 : null,
                    lines.stream().map(Line::label).toList(), series, target));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
