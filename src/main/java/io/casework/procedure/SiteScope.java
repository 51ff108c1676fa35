package io.casework.procedure;

import io.casework.organisation.Staffing;
import java.util.Collection;
import java.util.Set;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * The sites whose cases the person who is signed in may see, for our own queries and pages: the same sites as the engine's tenants
 * of this person, or, in a request for a page that is open to some posts only, those where one of these posts is held. Whoever is
 * not signed in sees none; work of the system itself does not ask.
 */
@Component
public class SiteScope {

    private static final String POSTS = SiteScope.class.getName() + ".posts";

    private final Staffing staffing;

    SiteScope(Staffing staffing) {
        this.staffing = staffing;
    }

    /** Codes of the sites; empty where nobody is signed in. */
    public Set<String> sites() {
        Authentication person = SecurityContextHolder.getContext().getAuthentication();
        if (person == null || !person.isAuthenticated() || person instanceof AnonymousAuthenticationToken) {
            return Set.of();
        }
        Collection<?> posts = openTo();
        return posts == null ? staffing.sitesOf(person.getName())
                : staffing.sitesReachedBy(staffing.rightsAs(person.getName(), posts));
    }

    /** For the running request: only sites where one of these posts is held count, whatever else the person does elsewhere. */
    public void openTo(Collection<String> posts) {
        RequestContextHolder.currentRequestAttributes().setAttribute(POSTS, Set.copyOf(posts), RequestAttributes.SCOPE_REQUEST);
    }

    private static Collection<?> openTo() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        return request == null ? null : (Collection<?>) request.getAttribute(POSTS, RequestAttributes.SCOPE_REQUEST);
    }

    /** Whether the site is among them. */
    public boolean includes(String site) {
        return site != null && sites().contains(site);
    }

    /** @throws AccessDeniedException when the site is not among them; answered as 403 */
    public void require(String site) {
        if (!includes(site)) {
            throw new AccessDeniedException("您不在这个小区任职，不能查看或办理它的事项");
        }
    }
}
