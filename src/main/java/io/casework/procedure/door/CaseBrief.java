package io.casework.procedure.door;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.casefile.TimelineView;
import io.casework.organisation.Sites;
import io.casework.platform.ChineseTime;
import io.casework.procedure.FormData;
import io.casework.procedure.FormRequest;
import io.casework.procedure.Markdown;
import io.casework.procedure.ModelElements;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What every worker must know before doing a task: which case, which customer and unit, and the story so far. Any task form may show
 * {@code caseHead} and {@code caseStory} in a text component. The head leads to the rules behind the task and to the page of the case.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class CaseBrief implements FormData {

    private static final int NEWEST_LINES = 12;
    private static final int LONGEST_TALE = 300;
    private static final int SHOWN_RULES = 4;
    private static final Duration SAME_STEP = Duration.ofSeconds(2);

    private final CaseFiles cases;
    private final Sites sites;
    private final ModelElements elements;

    CaseBrief(CaseFiles cases, Sites sites, ModelElements elements) {
        this.cases = cases;
        this.sites = sites;
        this.elements = elements;
    }

    @Override
    public boolean serves(String formId) {
        return true;
    }

    @Override
    public Map<String, Object> data(FormRequest request) {
        if (request.caseNumber() == null) {
            return Map.of();
        }
        return cases.find(request.caseNumber()).map(view -> {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("caseHead", head(view) + "\n\n" + links(view, request));
            shown.put("caseStory", story(view));
            return shown;
        }).orElse(Map.of());
    }

    private String head(CaseView view) {
        String who = Stream.of(sites.name(view.site()), view.unitName(), view.customerName(), view.customerPhone())
                .filter(part -> part != null && !part.isBlank()).map(Markdown::plain).collect(Collectors.joining(" · "));
        return "**" + view.number() + "**  " + Markdown.plain(view.matter()) + "\n\n" + who
                + (view.description() == null || view.description().isBlank() ? "" : "\n\n客户反映：" + Markdown.plain(shortened(view.description())));
    }

    /** A customer's long tale would push the form out of sight; all of it is on the page of the case. */
    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_TALE ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_TALE)) + "……（全文见案件全貌）";
    }

    /** "制度依据：AS-COS-01、AS-COS-02（打开） · 案件全貌". */
    private String links(CaseView view, FormRequest request) {
        String casePage = link("/pages/cases/" + view.number(), "案件全貌");
        if (request.taskKey() == null) {
            return casePage;
        }
        ModelElements.Element task = elements.of(request.process(), request.taskKey());
        if (task.rules().isEmpty()) {
            return casePage;
        }
        String rules = task.rules().stream().limit(SHOWN_RULES).collect(Collectors.joining("、")) + (task.rules().size() > SHOWN_RULES ? " 等" : "");
        return "制度依据：" + rules + "（" + link("/pages/rules?task=" + task.processKey() + "/" + task.id(), "打开") + "） · "
                + casePage;
    }

    /** In a new tab, so that what is typed into the form stays. */
    private static String link(String path, String words) {
        return "<a href=\"" + path + "\" target=\"_blank\" rel=\"noopener\">" + words + "</a>";
    }

    private String story(CaseView view) {
        List<TimelineView> lines = new ArrayList<>(cases.timeline(view.number(), 2 * NEWEST_LINES));
        for (int i = lines.size() - 2; i >= 0; i--) {
            if (saysOnlyThatItIsDone(lines.get(i), lines.get(i + 1))) {
                lines.remove(i);
            }
        }
        return lines.stream().skip(Math.max(0, lines.size() - NEWEST_LINES)).map(line -> "- " + ChineseTime.minuteOfYear(line.at()) + " " + Markdown.plain(line.actorName()) + "：" + Markdown.plain(line.text()))
                .collect(Collectors.joining("\n"));
    }

    /** Whether the next line tells what the same person did in this very step: then the name of the task adds nothing for the reader. */
    private static boolean saysOnlyThatItIsDone(TimelineView line, TimelineView next) {
        return FormDoor.TASK_DONE.equals(line.kind()) && !FormDoor.TASK_DONE.equals(next.kind()) && line.actor().equals(next.actor())
                && Duration.between(line.at(), next.at()).compareTo(SAME_STEP) < 0;
    }
}
