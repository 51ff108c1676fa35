package io.casework.workspace.printing;

import io.casework.organisation.Site;
import io.casework.organisation.Sites;
import io.casework.procedure.SiteScope;
import io.casework.report.PrintForm;
import io.casework.report.PrintedForms;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import java.security.Principal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Empty forms to keep in a drawer, for the day on which the system is away. */
@Controller
@For(Audience.EVERYBODY)
class BlankFormsPage {

    private final PrintedForms forms;
    private final Sites sites;
    private final SiteScope scope;

    BlankFormsPage(PrintedForms forms, Sites sites, SiteScope scope) {
        this.forms = forms;
        this.sites = sites;
        this.scope = scope;
    }

    @GetMapping("/pages/printing")
    String list(Model model) {
        List<Site> reachable = sites.all().stream().filter(site -> scope.includes(site.code())).toList();
        model.addAttribute("forms", PrintForm.values());
        model.addAttribute("sites", reachable);
        return "pages/printing/blank";
    }

    @GetMapping("/pages/printing/{code}")
    ResponseEntity<byte[]> print(@PathVariable String code, @RequestParam(required = false) String site, Principal person) {
        PrintForm form = PrintForm.of(code).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这种单据"));
        if (site != null && !scope.includes(site)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这个小区，或您不在这个小区任职");
        }
        return PaperAnswer.of(forms.blank(form, site, person.getName()));
    }
}
