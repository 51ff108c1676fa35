package io.casework.procedure.access;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tasks that a person may see in lists.
 *
 * @param everything a system administrator sees all tasks
 * @param own the person's posts
 * @param visible the person's posts and those he manages
 * @param sites the sites that the person reaches; of other sites he sees nothing, not even a task that he works on
 */
public record TaskScope(String login, boolean everything, Pairs own, Pairs visible, Set<String> sites) {

    /**
     * Posts at sites.
     *
     * @param everywhere posts for all sites
     * @param sitesByPosts sites by the set of posts there
     */
    public record Pairs(Set<String> everywhere, Map<Set<String>, Set<String>> sitesByPosts) {

        public boolean isEmpty() {
            return everywhere.isEmpty() && sitesByPosts.isEmpty();
        }

        /** All the posts, wherever they are held. */
        public Set<String> posts() {
            Set<String> posts = new TreeSet<>(everywhere);
            sitesByPosts.keySet().forEach(posts::addAll);
            return posts;
        }
    }
}
