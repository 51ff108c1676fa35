package io.casework.complaint.process;

import io.casework.complaint.MajorComplaints;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A major complaint is reported at once (AS-MAJ-01). */
@Component
@ProcedureBean("重大投诉立即报告总经理、副总经理，由客户服务部经理主办")
class ReportMajorComplaint extends CaseDelegate {

    private final MajorComplaints majors;

    ReportMajorComplaint(MajorComplaints majors) {
        this.majors = majors;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        majors.report(step.caseNumber(), step.actor());
        return Map.of();
    }
}
