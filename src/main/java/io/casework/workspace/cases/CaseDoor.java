package io.casework.workspace.cases;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.organisation.Right;
import io.casework.organisation.Staffing;
import io.casework.procedure.SiteScope;
import io.casework.workspace.Audience;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Lets a person to a case: one of another site does not exist for him, nor, where a page is open to some posts only, one of a site where he holds none of them. */
@Component
class CaseDoor {

    private final CaseFiles cases;
    private final SiteScope scope;
    private final Staffing staffing;

    CaseDoor(CaseFiles cases, SiteScope scope, Staffing staffing) {
        this.cases = cases;
        this.scope = scope;
        this.staffing = staffing;
    }

    /** @throws ResponseStatusException 404 where there is no such case, or it belongs to a site that is not the person's */
    CaseView visible(String number) {
        return cases.find(number).filter(found -> scope.includes(found.site()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "没有编号为 " + number + " 的案件，或不属于您的小区"));
    }

    /** Whether the person answers for the cases of this site: clerk or supervisor there, or manager. */
    boolean leads(String login, String site) {
        return staffing.rightsOf(login).stream().anyMatch(right -> leads(right, site));
    }

    private static boolean leads(Right right, String site) {
        return Audience.CASE_LEADERS.posts().contains(right.post()) && right.reaches(site);
    }
}
