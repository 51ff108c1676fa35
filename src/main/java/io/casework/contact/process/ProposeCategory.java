package io.casework.contact.process;

import io.casework.contact.IntakeCategories;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Asks the decision table what the matter is to be handled as (AS-INT-05 to AS-INT-11). */
@Component
@ProcedureBean("按决策表 intake-category 提出分类建议")
class ProposeCategory extends CaseDelegate {

    private final IntakeCategories categories;

    ProposeCategory(IntakeCategories categories) {
        this.categories = categories;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        categories.propose(step.caseNumber());
        return Map.of("supervisorDecides", categories.supervisorDecides(step.caseNumber()));
    }
}
