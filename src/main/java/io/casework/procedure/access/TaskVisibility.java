package io.casework.procedure.access;

import io.casework.organisation.Right;
import io.casework.organisation.Staffing;
import io.casework.organisation.Supervision;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * Which tasks a person may see in lists: those he works on, those whose candidate group is one of his posts at the task's site,
 * and those of the posts he manages there. Post and site belong together: a clerk of one site who is a steward at another sees
 * no clerk's tasks of the other. It is the same rule as that for a single task in {@link TaskRights}.
 */
@Component
public class TaskVisibility {

    private final Staffing staffing;
    private final Supervision supervision;

    TaskVisibility(Staffing staffing, Supervision supervision) {
        this.staffing = staffing;
        this.supervision = supervision;
    }

    /** What this person may see now, substitutions included. */
    public TaskScope scopeOf(String login) {
        Collection<Right> rights = staffing.rightsOf(login);
        boolean everything = rights.stream().anyMatch(right -> right.post().equals(DoorPosts.OPERATOR));
        return new TaskScope(login, everything, pairs(rights, false), pairs(rights, true), new TreeSet<>(staffing.sitesReachedBy(rights)));
    }

    private TaskScope.Pairs pairs(Collection<Right> rights, boolean withSupervised) {
        Set<String> everywhere = new TreeSet<>();
        Map<String, Set<String>> bySite = new TreeMap<>();
        for (Right right : rights) {
            Set<String> posts = right.siteOrNullForAll() == null
                    ? everywhere
                    : bySite.computeIfAbsent(right.siteOrNullForAll(), site -> new TreeSet<>());
            posts.add(right.post());
            if (withSupervised) {
                posts.addAll(supervision.postsUnder(right.post()));
            }
        }
        // Sites with the same posts share one branch, so that the condition stays small for people with many sites.
        Map<Set<String>, Set<String>> sitesByPosts = new LinkedHashMap<>();
        bySite.forEach((site, posts) -> sitesByPosts.computeIfAbsent(posts, p -> new LinkedHashSet<>()).add(site));
        return new TaskScope.Pairs(everywhere, sitesByPosts);
    }
}
