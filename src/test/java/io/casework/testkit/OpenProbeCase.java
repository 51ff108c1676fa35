package io.casework.testkit;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseKind;
import io.casework.casefile.CaseView;
import io.casework.casefile.NewCase;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** First step of the small procedures that tests bring along to try the seam itself. */
@Component("openProbeCase")
@ProcedureBean("登记试验案件")
public class OpenProbeCase extends CaseDelegate {

    private final CaseFiles cases;

    OpenProbeCase(CaseFiles cases) {
        this.cases = cases;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        CaseView view = cases.open(new NewCase(CaseKind.CONTACT, null, step.textFact("site"), "CALL", null, step.answers().text("customerName"),
                "13900000001", null, "1栋1单元101", step.answers().text("matter"), null, null), step.actor());
        return Map.of(CASE_NUMBER, view.number(), "unitName", view.unitName());
    }
}
