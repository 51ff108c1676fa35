package io.casework.report;

import io.casework.organisation.Site;
import io.casework.organisation.Sites;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcOperations;

/** What the database needs to know to find a good plan for what people ask of very many rows. */
final class Plans {

    private Plans() {
    }

    /**
     * Has the statements of the running transaction planned for the values they come with. Which index is best for a list depends on what it is narrowed by;
     * after a few times the database would take one plan for all values.
     */
    static void forTheseValues(JdbcOperations jdbc) {
        jdbc.execute("set local plan_cache_mode = force_custom_plan");
    }

    /**
     * The condition that a row is of a site that may be seen. One site is compared, so that an index by site and time is in order of time; where all sites
     * may be seen nothing is compared, because the database would read an index of all rows for it. Several are an array and not its text, which would be
     * read again for each row.
     *
     * @param column with the code of the site; may name {@code :sites}
     * @param seen codes of the sites that may be seen
     * @param bound takes the values that the condition names
     */
    static String site(String column, Collection<String> seen, Sites sites, Map<String, Object> bound) {
        // Some columns are computed from all sites that may be seen.
        bound.put("sites", seen.toArray(String[]::new));
        if (seen.size() == 1) {
            bound.put("ownSite", seen.iterator().next());
            return column + " = :ownSite";
        }
        if (!seen.isEmpty() && seen.containsAll(sites.all().stream().map(Site::code).collect(Collectors.toSet()))) {
            return "true";
        }
        return column + " = any(:sites)";
    }
}
