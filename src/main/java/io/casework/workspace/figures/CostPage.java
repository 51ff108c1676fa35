package io.casework.workspace.figures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.casework.organisation.Sites;
import io.casework.procedure.SiteScope;
import io.casework.report.FigureFilter;
import io.casework.report.RepairCostFigures;
import io.casework.report.RepairCostFigures.Dimension;
import io.casework.report.RepairCostFigures.Line;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What repairs cost by tier, trade and contractor (AS-COS). */
@Controller
@For(Audience.FIGURE_READERS)
class CostPage {

    private static final int BARS = 12;

    private final RepairCostFigures costs;
    private final SiteScope scope;
    private final Sites sites;
    private final ObjectMapper json;
    private final Clock clock;

    CostPage(RepairCostFigures costs, SiteScope scope, Sites sites, ObjectMapper json, Clock clock) {
        this.costs = costs;
        this.scope = scope;
        this.sites = sites;
        this.json = json;
        this.clock = clock;
    }

    /** A line of costs with its cases. */
    record Row(Line line, String link) {
    }

    /** One way to tell costs apart. */
    record Block(Dimension dimension, List<Row> rows, String chart) {
    }

    @GetMapping("/pages/figures/cost")
    String page(FigureAsk asked, Model model) {
        LocalDate today = LocalDate.now(clock);
        FigureAsk ask = new FigureAsk(asked.from(), asked.until(), null, asked.site(), null, null, null).settled(today);
        Set<String> seen = scope.sites();
        FigureFilter filter = ask.filter(seen, today);
        Map<Dimension, List<Line>> lines = costs.all(filter);
        List<Block> blocks = new ArrayList<>();
        for (Dimension dimension : Dimension.values()) {
            List<Row> rows = lines.get(dimension).stream().map(line -> new Row(line, ask.address("/pages/figures/cases").queryParam("figure", "cost")
                    .queryParam("dimension", dimension).queryParam("key", line.key().isEmpty() ? FigureAsk.NONE : line.key()).encode().toUriString())).toList();
            blocks.add(new Block(dimension, rows, chart(rows.stream().limit(BARS).toList())));
        }
        model.addAttribute("ask", ask);
        model.addAttribute("sites", sites.all().stream().filter(site -> seen.contains(site.code())).toList());
        model.addAttribute("blocks", blocks);
        return "pages/figures/cost";
    }

    private String chart(List<Row> rows) {
        List<String> links = rows.stream().map(Row::link).toList();
        try {
            return json.writeValueAsString(new Chart("bar", " 元", null, rows.stream().map(row -> row.line().label()).toList(),
                    List.of(new Chart.Series("批准金额", rows.stream().map(row -> (Number) row.line().approved()).toList(), links),
                            new Chart.Series("实际金额", rows.stream().map(row -> (Number) row.line().actual()).toList(), links)), null));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
