package io.casework.procedure.access;

/** The posts that the door itself knows by name; all others are data. */
final class DoorPosts {

    /** System administrators: the whole of REST, Cockpit and Admin. */
    static final String OPERATOR = "camunda-admin";
    /** Those who change procedures: deployments, and definitions to read. */
    static final String PROCEDURE_ADMIN = "procedure-admin";

    private DoorPosts() {
    }
}
