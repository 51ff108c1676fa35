package io.casework.workspace.figures;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.complaint.WeekCount;
import io.casework.organisation.Posts;
import io.casework.organisation.Sites;
import io.casework.organisation.Staffing;
import io.casework.platform.EnumCode;
import io.casework.procedure.LateTasks;
import io.casework.procedure.SiteScope;
import io.casework.report.ComplaintFigures;
import io.casework.report.CountedCases;
import io.casework.report.FigureFilter;
import io.casework.report.Indicator;
import io.casework.report.OpenCaseFigures;
import io.casework.report.RepairCostFigures;
import io.casework.report.Selection;
import io.casework.report.WarningFigures;
import io.casework.report.WeeklyReports;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriUtils;

/** The cases behind a figure: exactly those that were counted. */
@Controller
@For(Audience.FIGURE_READERS)
class CountedCasesPage {

    private static final int PAGE_SIZE = 50;

    private final ComplaintFigures complaints;
    private final OpenCaseFigures open;
    private final RepairCostFigures costs;
    private final WarningFigures warnings;
    private final WeeklyReports weeks;
    private final LateTasks late;
    private final CountedCases counted;
    private final CaseFiles cases;
    private final SiteScope scope;
    private final Sites sites;
    private final Posts posts;
    private final Staffing staffing;
    private final Clock clock;

    CountedCasesPage(ComplaintFigures complaints, OpenCaseFigures open, RepairCostFigures costs, WarningFigures warnings, WeeklyReports weeks, LateTasks late,
            CountedCases counted, CaseFiles cases, SiteScope scope, Sites sites, Posts posts, Staffing staffing, Clock clock) {
        this.complaints = complaints;
        this.open = open;
        this.costs = costs;
        this.warnings = warnings;
        this.weeks = weeks;
        this.late = late;
        this.counted = counted;
        this.cases = cases;
        this.scope = scope;
        this.sites = sites;
        this.posts = posts;
        this.staffing = staffing;
        this.clock = clock;
    }

    @GetMapping("/pages/figures/cases")
    String page(FigureAsk ask, @RequestParam Map<String, String> asked, Model model) {
        Set<String> seen = scope.sites();
        Set<String> chosen = ask.sites(seen);
        LocalDate today = LocalDate.now(clock);
        FigureFilter filter = ask.filter(seen, today);
        String figure = asked.getOrDefault("figure", "");
        model.addAttribute("place", chosen.size() == 1 ? sites.name(chosen.iterator().next()) : chosen.isEmpty() ? "没有可看的小区" : chosen.size() + " 个小区");
        if ("late".equals(figure)) {
            return late(asked, chosen, model);
        }
        Selection selection = switch (figure) {
            case "complaints" -> {
                model.addAttribute("period", filter.from() + " 至 " + filter.until() + " 受理");
                yield complaints.cases(filter, EnumCode.find(Indicator.class, asked.get("indicator")).orElse(null), EnumCode.find(
                        ComplaintFigures.Part.class, asked.get("part")).orElse(ComplaintFigures.Part.COUNTED));
            }
            case "ageing" -> open.cases(chosen, number(asked.get("bucket")), key(asked.get("category")));
            case "cost" -> {
                model.addAttribute("period", filter.from() + " 至 " + filter.until() + " 批准");
                RepairCostFigures.Dimension dimension = EnumCode.find(RepairCostFigures.Dimension.class, asked.get("dimension")).orElse(null);
                yield costs.cases(dimension == null ? RepairCostFigures.Dimension.TIER : dimension, dimension == null ? null : key(asked.get("key")), filter);
            }
            case "repeat" -> warnings.repeat(chosen, Objects.requireNonNullElse(number(asked.get("unit")), 0), asked.getOrDefault("kind", ""));
            case "topic" -> warnings.topic(chosen, asked.getOrDefault("topic", ""));
            case "cluster" -> warnings.cluster(chosen, Objects.requireNonNullElse(number(asked.get("id")), 0));
            case "week" -> week(chosen, asked);
            default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这个指标");
        };
        CountedCases.Page page = counted.page(selection, asked.get("after"), PAGE_SIZE);
        model.addAttribute("moment", switch (figure) {
            case "complaints", "ageing", "topic" -> "受理时间";
            case "cost" -> "批准时间";
            case "week" -> "时间";
            default -> "登记时间";
        });
        model.addAttribute("title", selection.title());
        model.addAttribute("words", selection.words());
        model.addAttribute("total", page.total());
        model.addAttribute("lines", page.lines());
        pager(asked, page.next(), model);
        return "pages/figures/cases";
    }

    private Selection week(Set<String> chosen, Map<String, String> asked) {
        LocalDate monday = FigureAsk.day(asked.get("monday"));
        WeekCount count = EnumCode.find(WeekCount.class, asked.get("count")).orElse(null);
        if (chosen.size() != 1 || monday == null || count == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这份周报");
        }
        return weeks.cases(chosen.iterator().next(), monday, count);
    }

    private static void pager(Map<String, String> asked, String next, Model model) {
        Map<String, String> params = new LinkedHashMap<>(asked);
        boolean later = params.remove("after") != null;
        model.addAttribute("first", later ? address(params) : null);
        if (next != null) {
            params.put("after", next);
        }
        model.addAttribute("further", next == null ? null : address(params));
    }

    private static String address(Map<String, String> params) {
        // Names and values alike are what somebody wrote into the address.
        return params.entrySet().stream().map(param -> UriUtils.encode(param.getKey(), StandardCharsets.UTF_8) + "="
                + UriUtils.encode(param.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&", "/pages/figures/cases?", ""));
    }

    private String late(Map<String, String> asked, Set<String> chosen, Model model) {
        String post = asked.getOrDefault("post", "");
        Integer after = number(asked.get("after"));
        int offset = after == null ? 0 : Math.max(0, after);
        List<LateTasks.Late> tasks = late.list(post, chosen, offset, PAGE_SIZE + 1);
        List<LateTasks.Late> shown = tasks.stream().limit(PAGE_SIZE).toList();
        Map<String, CaseView> files = cases.views(shown.stream().map(LateTasks.Late::caseNumber).filter(Objects::nonNull).distinct().toList()).stream()
                .collect(Collectors.toMap(CaseView::number, Function.identity()));
        model.addAttribute("title", "超时任务：" + posts.name(post));
        model.addAttribute("words", "已过期限、尚未办完的任务（暂停的除外）；一个任务可由几个岗位办理的，每个岗位各计一次");
        model.addAttribute("total", late.count(post, chosen));
        model.addAttribute("lines", shown.stream().map(task -> {
            CaseView file = files.get(task.caseNumber());
            return new CountedCases.Line(task.caseNumber(), sites.name(task.site()), file == null ? "" : file.customerName(), file == null ? null : file.unitName(),
                    file == null ? "" : file.matter(), "办理中", task.due(), task.task() + "，"
                    + (task.assignee() == null ? "待认领" : staffing.nameOf(task.assignee()) + "办理"));
        }).toList());
        pager(asked, tasks.size() > PAGE_SIZE ? String.valueOf(offset + PAGE_SIZE) : null, model);
        model.addAttribute("moment", "期限");
        return "pages/figures/cases";
    }

    private static String key(String text) {
        return text == null || text.isBlank() ? null : FigureAsk.NONE.equals(text) ? "" : text;
    }

    private static Integer number(String text) {
        return text != null && text.matches("[0-9]{1,9}") ? Integer.valueOf(text) : null;
    }
}
