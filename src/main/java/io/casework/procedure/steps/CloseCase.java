package io.casework.procedure.steps;

import io.casework.casefile.CaseFiles;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes the case off with the words of the property {@code completion} (已完成 by default, AS-SWO-04) and the code in {@code outcome}. */
@Component("closeCase")
@ProcedureBean("关闭案件（销项）：扩展属性 outcome=结果代码，completion=完成情况（缺省为已完成）")
class CloseCase extends CaseDelegate {

    private final CaseFiles cases;

    CloseCase(CaseFiles cases) {
        this.cases = cases;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        cases.close(step.caseNumber(), step.property("outcome").orElse("DONE"), step.property("completion").orElse("已完成"), step.actor());
        return Map.of();
    }
}
