package io.casework.complaint.process;

import io.casework.complaint.MajorComplaints;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Measures on a major complaint (AS-MAJ-02). */
@Component
@ProcedureBean("登记部署的措施并通知各部门")
class RecordMeasures extends CaseDelegate {

    private final MajorComplaints majors;

    RecordMeasures(MajorComplaints majors) {
        this.majors = majors;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        majors.measures(step.caseNumber(), step.answers(), step.actor());
        return Map.of();
    }
}
