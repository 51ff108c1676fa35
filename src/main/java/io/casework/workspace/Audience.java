package io.casework.workspace;

import java.util.Collection;
import java.util.Set;

/**
 * Who may open a page. An audience is a set of posts; the site is asked apart, by what the page shows: whoever holds a post of the audience at one site sees
 * the matters of that site only, headquarters posts see all sites.
 */
public enum Audience {

    /** Whoever is signed in. */
    EVERYBODY,
    /** Takes calls and visits: the posts that may start the intake. */
    CALL_DESK("clerk", "records-clerk", "service-supervisor", "group-centre"),
    /** Reads the registers of the customer-service side. */
    REGISTER_READERS("clerk", "records-clerk", "service-supervisor", "service-manager", "office-director", "management-office", "vice-chief-engineer",
            "deputy-general-manager", "general-manager", "group-centre", "audit", "finance", "legal"),
    /** Takes lists of customers out of the house as a file. */
    EXPORTERS("records-clerk", "service-supervisor", "service-manager", "deputy-general-manager", "general-manager", "group-centre", "audit"),
    /** May be given a kind of the record book to keep or to read; which of them keeps or reads which kind, and where, the kind says. */
    RECORD_KEEPERS("clerk", "records-clerk", "service-supervisor", "service-manager", "office-director", "management-office", "equipment", "project-department",
            "property-staff", "engineering", "repair-leader", "repair-team", "vice-chief-engineer", "deputy-general-manager", "general-manager", "design", "sales", "legal",
            "steward", "finance", "audit", "group-centre"),
    /** Sees who took lists out of the house. */
    EXPORT_WATCHERS("service-manager", "office-director", "deputy-general-manager", "general-manager", "audit", "camunda-admin"),
    /** Keeps the particulars of customers and their households. */
    CUSTOMER_KEEPERS("clerk", "records-clerk", "service-supervisor", "service-manager", "procedure-admin", "camunda-admin"),
    /** Brings old registers, customers and units in. */
    IMPORTERS("records-clerk", "service-manager", "camunda-admin"),
    /** Reads figures and reports. */
    FIGURE_READERS("service-supervisor", "service-manager", "office-director", "management-office", "vice-chief-engineer", "deputy-general-manager",
            "general-manager", "group-centre", "audit", "finance"),
    /** Sets the targets of the figures. */
    FIGURE_MANAGERS("service-manager", "deputy-general-manager", "general-manager"),
    /** Answers for the customer-service department: pauses, joins and urges cases. */
    CASE_LEADERS("clerk", "service-supervisor", "service-manager"),
    /** Reads and changes settings of the house: calendar, templates, units, contractors. */
    ADMINISTRATORS("service-manager", "procedure-admin", "camunda-admin"),
    /** Changes procedures and decides about releases. */
    PROCEDURE_ADMINISTRATORS("procedure-admin", "camunda-admin"),
    /** Arranges who stands in for absent people. */
    SUBSTITUTE_ARRANGERS("service-manager", "camunda-admin"),
    /** Changes staff, posts and sites. */
    SYSTEM_ADMINISTRATORS("camunda-admin");

    private final Set<String> posts;

    Audience(String... posts) {
        this.posts = Set.of(posts);
    }

    /** Whether somebody who holds these posts belongs to it. */
    public boolean includes(Collection<String> held) {
        return this == EVERYBODY || held.stream().anyMatch(posts::contains);
    }

    /** The posts; empty for {@link #EVERYBODY}. */
    public Set<String> posts() {
        return posts;
    }
}
