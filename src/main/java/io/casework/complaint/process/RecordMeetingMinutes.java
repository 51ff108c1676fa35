package io.casework.complaint.process;

import io.casework.complaint.MajorComplaints;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Minutes of the special meeting (AS-MAJ-03). */
@Component
@ProcedureBean("登记专题会议纪要")
class RecordMeetingMinutes extends CaseDelegate {

    private final MajorComplaints majors;

    RecordMeetingMinutes(MajorComplaints majors) {
        this.majors = majors;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        majors.minutes(step.caseNumber(), step.answers(), step.actor());
        return Map.of();
    }
}
