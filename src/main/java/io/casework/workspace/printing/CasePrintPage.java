package io.casework.workspace.printing;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.report.PrintForm;
import io.casework.report.PrintedForms;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import io.casework.workspace.VisibleCases;
import java.security.Principal;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The forms of a case: which there are, and each as PDF. A case of another site does not exist; the register is for those who read registers. */
@Controller
@For(Audience.EVERYBODY)
class CasePrintPage {

    private final CaseFiles cases;
    private final PrintedForms forms;
    private final VisibleCases visible;
    private final CasePapers papers;
    private final String publicUrl;

    CasePrintPage(CaseFiles cases, PrintedForms forms, VisibleCases visible, CasePapers papers, @Value("${casework.public-url:}") String publicUrl) {
        this.cases = cases;
        this.forms = forms;
        this.visible = visible;
        this.papers = papers;
        this.publicUrl = publicUrl.strip().replaceAll("/+$", "");
    }

    @GetMapping("/pages/cases/{number}/print")
    String list(@PathVariable String number, Principal person, Model model) {
        CaseView file = visible.required(number);
        model.addAttribute("file", file);
        List<PrintForm> printable = papers.of(file, person.getName());
        model.addAttribute("forms", printable);
        model.addAttribute("byHand", forms.byHand(number, printable));
        model.addAttribute("children", cases.children(number));
        return "pages/printing/case";
    }

    @GetMapping("/pages/cases/{number}/print/{code}")
    ResponseEntity<byte[]> print(@PathVariable String number, @PathVariable String code, Principal person) {
        CaseView file = visible.required(number);
        PrintForm form = PrintForm.of(code).filter(PrintForm::ofCase).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这种单据"));
        if (!papers.mayPrint(form, file.site(), person.getName())) {
            throw new AccessDeniedException("您的岗位不能打印《" + form.label() + "》");
        }
        return PaperAnswer.of(forms.render(file.number(), form, person.getName(), addressOf(file)));
    }

    private String addressOf(CaseView file) {
        return (publicUrl.isEmpty() ? ServletUriComponentsBuilder.fromCurrentContextPath().toUriString() : publicUrl) + "/pages/cases/" + file.number();
    }
}
