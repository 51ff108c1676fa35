package io.casework.workspace.figures;

import io.casework.organisation.Sites;
import io.casework.procedure.SiteScope;
import io.casework.report.WarningFigures;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What comes again and what comes from many. */
@Controller
@For(Audience.FIGURE_READERS)
class WarningsPage {

    private final WarningFigures warnings;
    private final SiteScope scope;
    private final Sites sites;

    WarningsPage(WarningFigures warnings, SiteScope scope, Sites sites) {
        this.warnings = warnings;
        this.scope = scope;
        this.sites = sites;
    }

    @GetMapping("/pages/figures/warnings")
    String page(FigureAsk ask, Model model) {
        Set<String> seen = scope.sites();
        Set<String> chosen = ask.sites(seen);
        model.addAttribute("ask", ask);
        model.addAttribute("sites", sites.all().stream().filter(site -> seen.contains(site.code())).toList());
        model.addAttribute("limits", warnings.repeatLimits());
        model.addAttribute("topicDays", warnings.topicDays());
        model.addAttribute("repeats", warnings.repeats(chosen));
        model.addAttribute("topics", warnings.topics(chosen));
        model.addAttribute("clusters", warnings.clusters(chosen));
        return "pages/figures/warnings";
    }
}
