package io.casework.procedure.steps;

import io.casework.casefile.CaseFiles;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes the text of the element's property {@code text}, or else its name, into the timeline of the case. */
@Component("noteOnCase")
@ProcedureBean("在案件时间线上记一笔：扩展属性 text（缺省为元素名称）")
class NoteOnCase extends CaseDelegate {

    private final CaseFiles cases;

    NoteOnCase(CaseFiles cases) {
        this.cases = cases;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        cases.note(step.caseNumber(), step.actor(), "NOTE", step.property("text").orElse(step.elementName()), step.ruleIds());
        return Map.of();
    }
}
