package io.casework.contact.process;

import io.casework.contact.IntakeCategories;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A called procedure found that the matter is something else. */
@Component
@ProcedureBean("登记退回重新分类和次数")
class ReturnToClassification extends CaseDelegate {

    private final IntakeCategories categories;

    ReturnToClassification(IntakeCategories categories) {
        this.categories = categories;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        return Map.of("supervisorDecides", categories.giveBack(step.caseNumber(), step.textFact("reclassifyReason"), step.actor()));
    }
}
