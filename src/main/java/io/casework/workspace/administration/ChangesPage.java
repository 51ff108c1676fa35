package io.casework.workspace.administration;

import io.casework.organisation.Staffing;
import io.casework.platform.AdminArea;
import io.casework.platform.AdminChange;
import io.casework.platform.AdminChanges;
import io.casework.platform.EnumCode;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who changed what, when: all changes of the administration and all deployments, by person, area and period. */
@Controller
@For(Audience.ADMINISTRATORS)
class ChangesPage {

    private static final int PAGE_SIZE = 50;

    private final AdminChanges changes;
    private final ChangeLines lines;
    private final Staffing staffing;
    private final Clock clock;

    ChangesPage(AdminChanges changes, ChangeLines lines, Staffing staffing, Clock clock) {
        this.changes = changes;
        this.lines = lines;
        this.staffing = staffing;
        this.clock = clock;
    }

    @GetMapping("/pages/administration/changes")
    String page(@RequestParam(defaultValue = "") String by, @RequestParam(defaultValue = "") String area, @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until, @RequestParam(required = false) Long before, Model model) {
        DaySpan span = DaySpan.read(from, until, clock, model);
        List<AdminChange> found = !span.isReadable() ? List.of() : changes.page(new AdminChanges.Filter(Inputs.orNull(by), area(area), null, span.from(), span.until()), before, PAGE_SIZE + 1);
        boolean more = found.size() > PAGE_SIZE;
        List<AdminChange> shown = more ? found.subList(0, PAGE_SIZE) : found;
        Map<String, String> people = new LinkedHashMap<>();
        List<String> logins = changes.people();
        Map<String, String> names = staffing.namesOf(logins);
        logins.forEach(login -> people.put(login, ChangeLines.name(login, names)));
        model.addAttribute("people", people);
        model.addAttribute("areas", AdminArea.values());
        model.addAttribute("by", by);
        model.addAttribute("area", area);
        model.addAttribute("lines", lines.of(shown));
        model.addAttribute("next", more ? shown.get(shown.size() - 1).id() : null);
        model.addAttribute("newest", before == null);
        return "pages/administration/changes";
    }

    private static AdminArea area(String text) {
        return EnumCode.find(AdminArea.class, text).orElse(null);
    }
}
