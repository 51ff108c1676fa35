package io.casework.contact.process;

import io.casework.contact.IntakeCategories;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells station and responsible department (AS-INT-15, AS-INT-18). */
@Component
@ProcedureBean("把登记的事项转送服务处和责任部门（决策表 intake-passing-on）")
class PassOnContact extends CaseDelegate {

    private final IntakeCategories categories;

    PassOnContact(IntakeCategories categories) {
        this.categories = categories;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        categories.passOn(step.caseNumber());
        return Map.of();
    }
}
