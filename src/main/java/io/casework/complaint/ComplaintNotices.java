package io.casework.complaint;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.notification.NoticeRequest;
import org.springframework.stereotype.Component;

/** Templates of this room's notices, and what all of them say of the case. */
@Component
class ComplaintNotices {

    static final String SENSITIVE = "complaint-sensitive";
    static final String TRACKER = "complaint-tracker";
    static final String WEEK_OVERDUE = "complaint-week-overdue";
    static final String REGRADED = "complaint-regraded";
    static final String MAJOR_MEASURES = "major-measures";
    static final String LESSON = "complaint-lesson";
    static final String OPEN_COMPLAINTS = "open-complaints";
    static final String WEEK = "complaint-week";

    private final CaseFiles cases;

    ComplaintNotices(CaseFiles cases) {
        this.cases = cases;
    }

    /** A notice about the case; {@code occasion} tells this one from others of the same template about the same case. */
    NoticeRequest.Builder about(String template, String caseNumber, String occasion) {
        CaseView view = cases.view(caseNumber);
        return NoticeRequest.of(template, template + "/" + caseNumber + "/" + occasion)
                .about(caseNumber, view.site())
                .with("customerName", view.customerName())
                .with("unitName", view.home())
                .with("matter", view.matter());
    }
}
