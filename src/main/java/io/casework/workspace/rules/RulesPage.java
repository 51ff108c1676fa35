package io.casework.workspace.rules;

import io.casework.procedure.RulePlaces;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The written procedures to read: by procedure, by words, by the task at hand; each rule with its source and with what carries it out. */
@Controller
@For(Audience.EVERYBODY)
class RulesPage {

    private final RuleCatalogue catalogue;
    private final RulePlaces places;

    RulesPage(RuleCatalogue catalogue, RulePlaces places) {
        this.catalogue = catalogue;
        this.places = places;
    }

    /**
     * @param task a task as {@code process/element}: its rules
     * @param q words to look for, {@code section} code of a procedure; without any of them the list of procedures
     */
    @GetMapping("/pages/rules")
    String list(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String section,
            @RequestParam(defaultValue = "") String task, Model model) {
        model.addAttribute("q", q.strip());
        model.addAttribute("section", section);
        if (!task.isBlank()) {
            RulePlaces.Place step = step(task);
            model.addAttribute("step", step);
            show(model, step.name() + "：制度依据", catalogue.behind(step.rules()));
        } else if (!q.isBlank()) {
            List<CatalogueRule> found = catalogue.search(q);
            show(model, "含“" + q.strip() + "”的条文：" + found.size() + " 条", found);
        } else if (!section.isBlank()) {
            RuleCatalogue.Section chosen = catalogue.sections().stream().filter(each -> each.code().equals(section)).findFirst()
                    .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这个程序"));
            show(model, chosen.name(), chosen.rules());
        }
        model.addAttribute("sections", catalogue.sections());
        return "pages/rules/list";
    }

    @GetMapping("/pages/rules/{id}")
    String rule(@PathVariable String id, Model model) {
        CatalogueRule rule = catalogue.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这条制度"));
        model.addAttribute("rule", rule);
        model.addAttribute("places", places.of(id));
        model.addAttribute("agreements", catalogue.all().stream()
                .filter(other -> other.id().startsWith("AMB-") && catalogue.pieces(other.source()).stream().anyMatch(piece -> id.equals(piece.rule())))
                .toList());
        return "pages/rules/rule";
    }

    private RulePlaces.Place step(String task) {
        int slash = task.indexOf('/');
        if (slash < 0) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这个任务");
        }
        return places.step(task.substring(0, slash), task.substring(slash + 1))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这个任务"));
    }

    private static void show(Model model, String heading, List<CatalogueRule> rules) {
        model.addAttribute("heading", heading);
        model.addAttribute("rules", rules);
    }
}
