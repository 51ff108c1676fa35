package io.casework.workspace.figures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.casework.organisation.Posts;
import io.casework.organisation.Sites;
import io.casework.organisation.Supervision;
import io.casework.procedure.LateTasks;
import io.casework.procedure.SiteScope;
import io.casework.report.OpenCaseFigures;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.util.UriComponentsBuilder;

/** What is open and what is late: the ages of open cases (AS-CMP-21) and the late tasks of each post. */
@Controller
@For(Audience.FIGURE_READERS)
class OpenWorkPage {

    private final OpenCaseFigures open;
    private final LateTasks late;
    private final SiteScope scope;
    private final Sites sites;
    private final Posts posts;
    private final Supervision supervision;
    private final ObjectMapper json;

    OpenWorkPage(OpenCaseFigures open, LateTasks late, SiteScope scope, Sites sites, Posts posts, Supervision supervision, ObjectMapper json) {
        this.open = open;
        this.late = late;
        this.scope = scope;
        this.sites = sites;
        this.posts = posts;
        this.supervision = supervision;
        this.json = json;
    }

    /** Ages of a site or category, each with its cases. */
    record AgeRow(String label, List<FigureCell> cells, FigureCell total) {
    }

    /** Late tasks of a post. */
    record LateRow(String post, String supervisors, FigureCell late, long unclaimed, Instant oldest) {
    }

    @GetMapping("/pages/figures/open")
    String page(FigureAsk ask, Model model) {
        Set<String> seen = scope.sites();
        Set<String> chosen = ask.sites(seen);
        OpenCaseFigures.Ageing ageing = open.ageing(chosen);
        List<LateRow> posts = late(chosen, ask.site());
        model.addAttribute("ask", ask);
        model.addAttribute("sites", sites.all().stream().filter(site -> seen.contains(site.code())).toList());
        model.addAttribute("buckets", ageing.buckets());
        model.addAttribute("bySite", ageing.bySite().stream().map(line -> row(line, line.key(), null)).toList());
        model.addAttribute("byCategory", ageing.byCategory().stream().map(line -> row(line, ask.site(), line.key())).toList());
        model.addAttribute("all", row(ageing.all(), ask.site(), null));
        model.addAttribute("late", posts);
        model.addAttribute("ages", write(new Chart("stack", " 件", null, ageing.bySite().stream().map(OpenCaseFigures.Line::label).toList(),
                IntStream.range(0, ageing.buckets().size()).mapToObj(bucket -> new Chart.Series(ageing.buckets().get(bucket),
                        ageing.bySite().stream().map(line -> (Number) line.buckets().get(bucket)).toList(),
                        ageing.bySite().stream().map(line -> ages(line.key(), bucket, null)).toList())).toList(), null)));
        model.addAttribute("latePosts", write(new Chart("bar", " 件", null, posts.stream().map(LateRow::post).toList(),
                List.of(new Chart.Series("超时任务", posts.stream().map(row -> (Number) Long.valueOf(row.late().text())).toList(),
                        posts.stream().map(row -> row.late().link()).toList())), null)));
        return "pages/figures/open";
    }

    private List<LateRow> late(Set<String> chosen, String site) {
        List<LateRow> rows = new ArrayList<>();
        late.counts(chosen).stream().collect(Collectors.groupingBy(LateTasks.Count::post)).forEach((post, counts) -> rows.add(new LateRow(posts.name(post), supervisors(post),
                new FigureCell(String.valueOf(counts.stream().mapToLong(LateTasks.Count::late).sum()), null, address("late", site).queryParam("post", post)
                        .encode().toUriString(), null),
                counts.stream().mapToLong(LateTasks.Count::unclaimed).sum(),
                counts.stream().map(LateTasks.Count::oldest).min(Comparator.naturalOrder()).orElseThrow())));
        rows.sort(Comparator.comparingLong((LateRow row) -> -Long.parseLong(row.late().text())).thenComparing(LateRow::post));
        return rows;
    }

    private String supervisors(String post) {
        return supervision.supervisorsOf(post).stream().filter(one -> !one.equals(post)).map(posts::name).sorted().collect(Collectors.joining("、"));
    }

    private static AgeRow row(OpenCaseFigures.Line line, String site, String category) {
        return new AgeRow(line.label(), IntStream.range(0, line.buckets().size()).mapToObj(bucket -> line.buckets().get(bucket) == 0
                ? new FigureCell("0", null, null, null)
                : new FigureCell(String.valueOf(line.buckets().get(bucket)), null, ages(site, bucket, category), null)).toList(),
                new FigureCell(String.valueOf(line.total()), null, ages(site, null, category), null));
    }

    private static String ages(String site, Integer bucket, String category) {
        UriComponentsBuilder address = address("ageing", site);
        if (bucket != null) {
            address.queryParam("bucket", bucket);
        }
        if (category != null) {
            address.queryParam("category", category.isEmpty() ? FigureAsk.NONE : category);
        }
        return address.encode().toUriString();
    }

    private static UriComponentsBuilder address(String figure, String site) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/pages/figures/cases").queryParam("figure", figure);
        return site == null || site.isBlank() ? address : address.queryParam("site", site);
    }

    private String write(Chart chart) {
        try {
            return json.writeValueAsString(chart);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
