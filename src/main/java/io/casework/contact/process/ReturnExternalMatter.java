package io.casework.contact.process;

import io.casework.contact.ExternalMatters;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The company takes the matter over (AS-INT-05). */
@Component
@ProcedureBean("其他类事项退回重新分类")
class ReturnExternalMatter extends CaseDelegate {

    private final ExternalMatters matters;

    ReturnExternalMatter(ExternalMatters matters) {
        this.matters = matters;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        matters.giveBack(step.caseNumber(), step.actor());
        return Map.of("outcome", "RECLASSIFY", "reclassifyReason", "外联单位不配合，改由公司处理");
    }
}
