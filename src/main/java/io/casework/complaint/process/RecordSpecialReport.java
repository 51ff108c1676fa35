package io.casework.complaint.process;

import io.casework.complaint.MajorComplaints;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The special report (AS-MAJ-04). */
@Component
@ProcedureBean("登记专题报告")
class RecordSpecialReport extends CaseDelegate {

    private final MajorComplaints majors;

    RecordSpecialReport(MajorComplaints majors) {
        this.majors = majors;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        majors.specialReport(step.caseNumber(), step.answers(), step.actor());
        return Map.of();
    }
}
