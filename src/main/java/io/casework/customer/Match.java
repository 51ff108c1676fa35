package io.casework.customer;

import java.util.List;

/**
 * What the register knows about a caller.
 *
 * @param candidates the one that fits when clear; those that come into question when unclear, the likeliest first, at most
 *     {@value #MOST_CANDIDATES}; empty for none
 */
public record Match(Kind kind, List<Resident> candidates) {

    /** Longest list of candidates. */
    public static final int MOST_CANDIDATES = 20;

    /** How sure it is. */
    public enum Kind {
        /** Exactly one customer in one unit fits everything that was given. */
        CLEAR,
        /** Several fit, or some fit only a part of what was given. */
        UNCLEAR,
        /** Nobody fits anything that was given. */
        NONE
    }
}
