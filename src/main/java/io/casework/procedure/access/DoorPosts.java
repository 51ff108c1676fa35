package io.casework.procedure.access;

import java.util.Map;
import java.util.Set;

/** The posts that the door itself knows by name; all others are data. */
final class DoorPosts {

    /** System administrators: the whole of REST, Cockpit and Admin. */
    static final String OPERATOR = "camunda-admin";
    /** Those who change procedures: deployments, and definitions to read. */
    static final String PROCEDURE_ADMIN = "procedure-admin";

    /** Which posts may hand on open tasks of which others, each within the sites of the own post. */
    private static final Map<String, Set<String>> SUPERVISED = Map.of(
            "service-supervisor", Set.of("clerk", "records-clerk", "steward", "repair-leader", "repair-team", "service-supervisor"),
            "service-manager", Set.of("clerk", "records-clerk", "steward", "repair-leader", "repair-team", "service-supervisor",
                    "office-director", "management-office", "equipment", "property-staff", "project-department", "service-manager"),
            "office-director", Set.of("management-office", "equipment", "property-staff", "steward", "repair-leader", "repair-team",
                    "project-department", "office-director"));

    private DoorPosts() {
    }

    /** Posts whose tasks the holder of this post may see and hand on; empty for all but the three managing posts. */
    static Set<String> supervisedBy(String post) {
        return SUPERVISED.getOrDefault(post, Set.of());
    }
}
