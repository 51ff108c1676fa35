package io.casework.workspace.administration;

import io.casework.notification.FailedDelivery;
import io.casework.notification.Notices;
import io.casework.organisation.Posts;
import io.casework.organisation.Staffing;
import io.casework.platform.AdminArea;
import io.casework.procedure.ProcedureVersions;
import io.casework.procedure.gate.ReleaseReport;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import io.casework.workspace.administration.Desk.Sight;
import io.casework.workspace.administration.Desk.Subject;
import io.casework.worktime.Worktime;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.data.domain.Page;
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
@For(Audience.ADMINISTRATORS)
class FrontPage {

    private static final int MOST_FAILURES = 50;

    private final ReleaseReport releases;
    private final Notices notices;
    private final Worktime worktime;
    private final Staffing staffing;
    private final Posts posts;
    private final ProcedureVersions procedures;
    private final Desk desk;

    FrontPage(ReleaseReport releases, Notices notices, Worktime worktime, Staffing staffing, Posts posts, ProcedureVersions procedures, Desk desk) {
        this.procedures = procedures;
        this.releases = releases;
        this.notices = notices;
        this.worktime = worktime;
        this.staffing = staffing;
        this.posts = posts;
        this.desk = desk;
    }

    @GetMapping("/pages/administration")
    String page(Model model) {
        model.addAttribute("open", releases.open());
        List<ReleaseReport.Line> all = releases.all();
        model.addAttribute("all", all);
        Map<String, String> own = procedures.names();
        all.stream().filter(line -> line.kind() == ReleaseReport.Kind.PROCESS).forEach(line -> own.remove(line.key()));
        model.addAttribute("own", own);
        Page<FailedDelivery> failed = notices.failed(PageRequest.of(0, MOST_FAILURES));
        Map<String, String> recipients = new HashMap<>(staffing.namesOf(failed.map(FailedDelivery::recipient).getContent()));
        posts.all().forEach(post -> recipients.put(post.code(), post.name()));
        model.addAttribute("failed", failed);
        model.addAttribute("recipients", recipients);
        model.addAttribute("warnings", worktime.warnings());
        return "pages/administration/front";
    }

    @For(Audience.PROCEDURE_ADMINISTRATORS)
    @PostMapping("/pages/administration/releases/{kind}/{key}")
    String decide(Principal person, @PathVariable ReleaseReport.Kind kind, @PathVariable String key, @RequestParam ReleaseReport.Choice choice) {
        String name = line(kind, key).map(ReleaseReport.Line::name).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        desk.change(new Subject(kind == ReleaseReport.Kind.DECISION ? AdminArea.DECISIONS : AdminArea.PROCEDURES, key, name), person.getName(),
                choice == ReleaseReport.Choice.KEEP_MINE ? "决定保留本公司的版本" : "决定采用软件带来的版本", Sight.NOTHING,
                () -> line(kind, key).map(FrontPage::state).orElse(""), () -> releases.decide(kind, key, choice));
        return "redirect:/pages/administration";
    }

    private Optional<ReleaseReport.Line> line(ReleaseReport.Kind kind, String key) {
        return releases.all().stream().filter(line -> line.kind() == kind && line.key().equals(key)).findFirst();
    }

    private static String state(ReleaseReport.Line line) {
        return switch (line.state()) {
            case IN_FORCE -> "随软件发布";
            case CHANGED_HERE -> "本公司已更改";
            case CONFLICT -> "等待决定";
            case REFUSED -> "未通过检查";
        };
    }

    @PostMapping("/pages/administration/notices/{id}/again")
    String sendAgain(@PathVariable long id) {
        notices.sendAgain(id);
        return "redirect:/pages/administration#notices";
    }
}
