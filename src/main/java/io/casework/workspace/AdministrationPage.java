package io.casework.workspace;

import io.casework.notification.Notices;
import io.casework.organisation.Staffing;
import io.casework.procedure.gate.ReleaseReport;
import io.casework.worktime.Worktime;
import java.security.Principal;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** What waits for an administrator: releases that met a changed procedure, notices that could not be delivered, calendars not yet announced. */
@Controller
class AdministrationPage {

    private static final int MOST_FAILURES = 50;

    private final Staffing staffing;
    private final ReleaseReport releases;
    private final Notices notices;
    private final Worktime worktime;

    AdministrationPage(Staffing staffing, ReleaseReport releases, Notices notices, Worktime worktime) {
        this.staffing = staffing;
        this.releases = releases;
        this.notices = notices;
        this.worktime = worktime;
    }

    private void admit(Principal person) {
        if (!Administrators.among(staffing.postsOf(person.getName()))) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "此页面只对流程管理员和系统管理员开放");
        }
    }

    @GetMapping("/pages/administration")
    String page(Principal person, Model model) {
        admit(person);
        model.addAttribute("open", releases.open());
        model.addAttribute("all", releases.all());
        model.addAttribute("failed", notices.failed(PageRequest.of(0, MOST_FAILURES)));
        model.addAttribute("warnings", worktime.warnings());
        return "pages/administration";
    }

    @PostMapping("/pages/administration/releases/{kind}/{key}")
    String decide(Principal person, @PathVariable ReleaseReport.Kind kind, @PathVariable String key, @RequestParam ReleaseReport.Choice choice) {
        admit(person);
        releases.decide(kind, key, choice);
        return "redirect:/pages/administration";
    }

    @PostMapping("/pages/administration/notices/{id}/again")
    String sendAgain(Principal person, @PathVariable long id) {
        admit(person);
        notices.sendAgain(id);
        return "redirect:/pages/administration#notices";
    }
}
