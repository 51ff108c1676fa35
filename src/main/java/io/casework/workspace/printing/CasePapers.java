package io.casework.workspace.printing;

import io.casework.organisation.Staffing;
import io.casework.report.PrintForm;
import io.casework.report.PrintedForms;
import io.casework.workspace.Audience;
import java.util.List;
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
    public List<PrintForm> of(String caseNumber, String login) {
        return forms.available(caseNumber).stream().filter(form -> mayPrint(form, login)).toList();
    }

    boolean mayPrint(PrintForm form, String login) {
        return form != PrintForm.REGISTER || Audience.REGISTER_READERS.includes(staffing.postsOf(login));
    }
}
