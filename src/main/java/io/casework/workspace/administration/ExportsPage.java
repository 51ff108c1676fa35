package io.casework.workspace.administration;

import io.casework.organisation.Staffing;
import io.casework.procedure.SiteScope;
import io.casework.report.ExportRecords;
import io.casework.report.Registers;
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

/** Who took which register out of the house as a file. */
@Controller
@For(Audience.EXPORT_WATCHERS)
class ExportsPage {

    private static final int PAGE_SIZE = 50;

    private final ExportRecords records;
    private final Registers registers;
    private final Staffing staffing;
    private final SiteScope scope;
    private final Clock clock;

    ExportsPage(ExportRecords records, Registers registers, Staffing staffing, SiteScope scope, Clock clock) {
        this.records = records;
        this.registers = registers;
        this.staffing = staffing;
        this.scope = scope;
        this.clock = clock;
    }

    @GetMapping("/pages/administration/exports")
    String page(@RequestParam(defaultValue = "") String by, @RequestParam(defaultValue = "") String register, @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until, @RequestParam(defaultValue = "") String before, Model model) {
        DaySpan span = DaySpan.read(from, until, clock, model);
        List<ExportRecords.Line> found = !span.isReadable() ? List.of() : records.page(new ExportRecords.Filter(Inputs.orNull(by), Inputs.orNull(register), span.from(), span.until()), scope.sites(), Inputs.idOrNull(before), PAGE_SIZE + 1);
        boolean more = found.size() > PAGE_SIZE;
        List<ExportRecords.Line> shown = more ? found.subList(0, PAGE_SIZE) : found;
        Map<String, String> people = new LinkedHashMap<>();
        List<String> logins = records.people();
        Map<String, String> names = staffing.namesOf(logins);
        logins.forEach(login -> people.put(login, names.getOrDefault(login, login)));
        model.addAttribute("people", people);
        model.addAttribute("registers", registers.all());
        model.addAttribute("by", by);
        model.addAttribute("register", register);
        model.addAttribute("lines", shown);
        model.addAttribute("narrowed", !(by + register + from + until).isBlank());
        model.addAttribute("next", more ? shown.get(shown.size() - 1).id() : null);
        model.addAttribute("newest", before.isEmpty());
        return "pages/administration/exports";
    }
}
