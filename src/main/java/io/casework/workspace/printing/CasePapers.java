package io.casework.workspace.printing;

import io.casework.casefile.CaseView;
import io.casework.organisation.Staffing;
import io.casework.report.PrintForm;
import io.casework.report.PrintedForms;
import io.casework.workspace.Audience;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Which forms of a case a person may print. Whoever sees the case prints its forms; the register is for those who read registers. */
@Component
public class CasePapers {

    private final PrintedForms forms;
    private final Staffing staffing;

    CasePapers(PrintedForms forms, Staffing staffing) {
        this.forms = forms;
        this.staffing = staffing;
    }

    /** The forms of which the case has a record and which the person may print. */
    public List<PrintForm> of(CaseView file, String login) {
        return forms.available(file.number()).stream().filter(form -> mayPrint(form, file.site(), login)).toList();
    }

    /** Characters in the head of a case, which stands on each of its forms, that have to be written by hand; the page for printing looks through the forms too. */
    public List<PrintedForms.ByHand> byHand(CaseView file) {
        return forms.byHand(Stream.of(file.customerName(), file.unitName(), file.matter()).filter(Objects::nonNull).toList());
    }

    /** A post at another site does not open the register of this one. */
    boolean mayPrint(PrintForm form, String site, String login) {
        return form != PrintForm.REGISTER || staffing.rightsAs(login, Audience.REGISTER_READERS.posts()).stream().anyMatch(right -> right.reaches(site));
    }
}
