package io.casework.procedure;

import io.casework.organisation.Staffing;
import java.util.Set;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * The sites whose cases the person who is signed in may see, for our own queries and pages: the same sites as the engine's tenants
 * of this person. Whoever is not signed in sees none; work of the system itself does not ask.
 */
@Component
public class SiteScope {

    private final Staffing staffing;

    SiteScope(Staffing staffing) {
        this.staffing = staffing;
    }

    /** Codes of the sites; empty where nobody is signed in. */
    public Set<String> sites() {
        Authentication person = SecurityContextHolder.getContext().getAuthentication();
        return person == null || !person.isAuthenticated() || person instanceof AnonymousAuthenticationToken
                ? Set.of()
                : staffing.sitesOf(person.getName());
    }

    /** Whether the site is among them. */
    public boolean includes(String site) {
        return site != null && sites().contains(site);
    }

    /** @throws AccessDeniedException when the site is not among them; answered as 403 */
    public void require(String site) {
        if (!includes(site)) {
            throw new AccessDeniedException("您不在这个小区任职,不能查看或办理它的事项");
        }
    }
}
