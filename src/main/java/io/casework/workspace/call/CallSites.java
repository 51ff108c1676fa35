package io.casework.workspace.call;

import io.casework.organisation.Staffing;
import io.casework.procedure.SiteScope;
import io.casework.workspace.Audience;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The sites for which a person takes calls: where a post of the call desk is held, not where the person happens to do something else. */
@Component
class CallSites {

    private final Staffing staffing;
    private final SiteScope scope;

    CallSites(Staffing staffing, SiteScope scope) {
        this.staffing = staffing;
        this.scope = scope;
    }

    /** Codes of the sites. */
    Set<String> of(String login) {
        Set<String> sites = new LinkedHashSet<>(staffing.sitesReachedBy(staffing.rightsOf(login).stream()
                .filter(right -> Audience.CALL_DESK.posts().contains(right.post())).collect(Collectors.toSet())));
        sites.retainAll(scope.sites());
        return sites;
    }
}
