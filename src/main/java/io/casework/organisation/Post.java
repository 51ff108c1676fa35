package io.casework.organisation;

/**
 * A post (岗位): what a person is in the procedures. Tasks are given to posts, never to people.
 *
 * @param code the engine's group id, which models name as candidate group
 * @param name Chinese name
 * @param department Chinese name of the department that the post belongs to
 * @param description what the post does, in Chinese
 */
public record Post(String code, String name, Scope scope, String department, String description) {

    /** Whether a post is held at one site or for all of them. */
    public enum Scope {
        /** Held at a site (小区). */
        SITE,
        /** Held at headquarters (总部), for every site. */
        HEADQUARTERS
    }
}
