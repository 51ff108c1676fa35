package io.casework.workspace.administration;

import io.casework.platform.RuleViolation;
import io.casework.report.PrintForm;
import io.casework.report.PrintTemplates;
import io.casework.report.PrintedForms.Printed;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import io.casework.workspace.printing.PaperAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The templates of the printed forms: what is in use, changing one with a preview, its versions, back to the supplied one. */
@Controller
@For(Audience.ADMINISTRATORS)
class PrintTemplatesPage {

    private static final String LIST = "/pages/administration/printing";
    private static final String FORM = LIST + "/{code}";

    private final PrintTemplates templates;

    PrintTemplatesPage(PrintTemplates templates) {
        this.templates = templates;
    }

    @GetMapping(LIST)
    String list(Model model) {
        model.addAttribute("all", templates.all());
        return "pages/administration/printing";
    }

    /** @param version an older version to begin with; 0 for the supplied template */
    @GetMapping(FORM)
    String form(@PathVariable String code, @RequestParam(required = false) Integer version, Model model) {
        PrintForm form = form(code);
        int shown = version == null ? templates.versionInUse(form) : version;
        return show(form, shown == 0 ? templates.supplied(form) : templates.text(form, shown), shown, model);
    }

    @PostMapping(FORM)
    String save(@PathVariable String code, @RequestParam String html, @RequestParam int seen, Principal person, Model model, HttpServletRequest request,
            HttpServletResponse response) {
        PrintForm form = form(code);
        try {
            templates.save(form, html, seen, person.getName());
            return "redirect:" + LIST + "/" + code + "?saved";
        } catch (RuleViolation refusal) {
            return refused(form, html, refusal, model, request, response);
        }
    }

    /** The PDF in a window of its own, or the page with what is wrong. */
    @PostMapping(FORM + "/preview")
    Object preview(@PathVariable String code, @RequestParam String html, Principal person, Model model, HttpServletRequest request,
            HttpServletResponse response) {
        PrintForm form = form(code);
        try {
            return PaperAnswer.of(new Printed(templates.preview(form, html, person.getName()), form.label() + "（预览）.pdf"));
        } catch (RuleViolation refusal) {
            return refused(form, html, refusal, model, request, response);
        }
    }

    @PostMapping(FORM + "/use")
    String use(@PathVariable String code, @RequestParam int version, @RequestParam int seen, Principal person) {
        PrintForm form = form(code);
        if (version == 0) {
            templates.useSupplied(form, seen, person.getName());
        } else {
            templates.use(form, version, seen, person.getName());
        }
        return "redirect:" + LIST + "/" + code + "?saved";
    }

    private String refused(PrintForm form, String html, RuleViolation refusal, Model model, HttpServletRequest request, HttpServletResponse response) {
        show(form, html, templates.versionInUse(form), model);
        Refused.show(model, "template", refusal, request, response);
        return "pages/administration/printing-form";
    }

    private String show(PrintForm form, String html, int shown, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("html", html);
        model.addAttribute("shown", shown);
        model.addAttribute("inUse", templates.versionInUse(form));
        model.addAttribute("versions", templates.versions(form));
        model.addAttribute("places", templates.places(form));
        return "pages/administration/printing-form";
    }

    private static PrintForm form(String code) {
        return PrintForm.of(code).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这种单据"));
    }
}
