package io.casework.procedure.access;

import io.casework.organisation.Right;
import io.casework.organisation.Staffing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * Which tasks a person may see in lists: those he works on, those whose candidate group is one of his posts at the task's site,
 * and those of the posts he manages there. Post and site belong together: a clerk of one site who is a steward at another sees
 * no clerk's tasks of the other. It is one condition in the query; no row is written per task.
 */
@Component
class TaskVisibility {

    /**
     * A condition over a row {@code T} of the engine's table of tasks.
     *
     * @param parameters in the order of the question marks
     */
    record Condition(String sql, List<String> parameters) {
    }

    private final Staffing staffing;

    TaskVisibility(Staffing staffing) {
        this.staffing = staffing;
    }

    /** The condition for this person, or {@code null} where everything may be seen. */
    Condition conditionFor(String login) {
        Collection<Right> rights = staffing.rightsOf(login);
        Set<String> everywhere = new TreeSet<>();
        Map<String, Set<String>> bySite = new LinkedHashMap<>();
        for (Right right : rights) {
            if (right.post().equals(DoorPosts.OPERATOR)) {
                return null;
            }
            Set<String> posts = right.siteOrNullForAll() == null
                    ? everywhere
                    : bySite.computeIfAbsent(right.siteOrNullForAll(), site -> new TreeSet<>());
            posts.add(right.post());
            posts.addAll(DoorPosts.supervisedBy(right.post()));
        }
        // Sites with the same posts share one branch, so that the condition stays small for people with many sites.
        Map<Set<String>, Set<String>> sitesByPosts = new LinkedHashMap<>();
        bySite.forEach((site, posts) -> sitesByPosts.computeIfAbsent(posts, p -> new LinkedHashSet<>()).add(site));

        List<String> parameters = new ArrayList<>();
        StringBuilder sql = new StringBuilder("T.ASSIGNEE_ = ? or exists (select 1 from ACT_RU_IDENTITYLINK L "
                + "where L.TASK_ID_ = T.ID_ and L.TYPE_ = 'candidate' and (L.USER_ID_ = ?");
        parameters.add(login);
        parameters.add(login);
        if (!everywhere.isEmpty()) {
            sql.append(" or L.GROUP_ID_ in ").append(marks(everywhere, parameters));
        }
        sitesByPosts.forEach((posts, sites) -> {
            sql.append(" or (T.TENANT_ID_ in ").append(marks(sites, parameters));
            sql.append(" and L.GROUP_ID_ in ").append(marks(posts, parameters)).append(')');
        });
        return new Condition(sql.append("))").toString(), parameters);
    }

    private static String marks(Collection<String> values, List<String> parameters) {
        parameters.addAll(values);
        return "(" + "?,".repeat(values.size() - 1) + "?)";
    }
}
