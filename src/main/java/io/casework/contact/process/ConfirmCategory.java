package io.casework.contact.process;

import io.casework.contact.IntakeCategories;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Task_ConfirmCategory and Task_DecideCategory: the category is fixed (AS-INT-05, AS-INT-12). */
@Component
@ProcedureBean("登记确认的分类")
class ConfirmCategory extends CaseDelegate {

    private final IntakeCategories categories;

    ConfirmCategory(IntakeCategories categories) {
        this.categories = categories;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        IntakeCategories.Confirmed confirmed = categories.confirm(step.caseNumber(), step.answers(), step.actor());
        // What an earlier round has left behind must not decide this one.
        Map<String, Object> facts = new HashMap<>(Map.of("category", confirmed.category(), "repairClassHint", confirmed.repairClass(),
                "answered", confirmed.answered(), "customerReplied", confirmed.answered(), "outcome", "", "reclassifyReason", ""));
        facts.put("satisfaction", null);
        return facts;
    }
}
