package io.casework.workspace.administration;

import io.casework.notification.Notices;
import io.casework.procedure.gate.ReleaseReport;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import io.casework.worktime.Worktime;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What waits for an administrator: releases that met a changed procedure, notices that could not be delivered, calendars not yet announced. */
@Controller
@For(Audience.ADMINISTRATORS)
class FrontPage {

    private static final int MOST_FAILURES = 50;

    private final ReleaseReport releases;
    private final Notices notices;
    private final Worktime worktime;

    FrontPage(ReleaseReport releases, Notices notices, Worktime worktime) {
        this.releases = releases;
        this.notices = notices;
        this.worktime = worktime;
    }

    @GetMapping("/pages/administration")
    String page(Model model) {
        model.addAttribute("open", releases.open());
        model.addAttribute("all", releases.all());
        model.addAttribute("failed", notices.failed(PageRequest.of(0, MOST_FAILURES)));
        model.addAttribute("warnings", worktime.warnings());
        return "pages/administration/front";
    }

    @For(Audience.PROCEDURE_ADMINISTRATORS)
    @PostMapping("/pages/administration/releases/{kind}/{key}")
    String decide(@PathVariable ReleaseReport.Kind kind, @PathVariable String key, @RequestParam ReleaseReport.Choice choice) {
        releases.decide(kind, key, choice);
        return "redirect:/pages/administration";
    }

    @PostMapping("/pages/administration/notices/{id}/again")
    String sendAgain(@PathVariable long id) {
        notices.sendAgain(id);
        return "redirect:/pages/administration#notices";
    }
}
