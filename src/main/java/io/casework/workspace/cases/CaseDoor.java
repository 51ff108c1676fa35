package io.casework.workspace.cases;

import io.casework.casefile.CaseView;
import io.casework.organisation.Staffing;
import io.casework.workspace.Audience;
import io.casework.workspace.VisibleCases;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Lets a person to a case: one of another site does not exist for him, nor, where a page is open to some posts only, one of a site where he holds none of them. */
@Component
class CaseDoor {

    private final VisibleCases visible;
    private final Staffing staffing;

    CaseDoor(VisibleCases visible, Staffing staffing) {
        this.visible = visible;
        this.staffing = staffing;
    }

    /** @throws ResponseStatusException 404 where there is no such case, or it belongs to a site that is not the person's */
    CaseView visible(String number) {
        return visible.required(number);
    }

    /** Whether the person answers for the cases of this site: clerk or supervisor there, or manager. */
    boolean leads(String login, String site) {
        return staffing.rightsAs(login, Audience.CASE_LEADERS.posts()).stream().anyMatch(right -> right.reaches(site));
    }
}
