package io.casework.casefile;

import java.util.List;
import java.util.Set;

/**
 * Which lines of a timeline are wanted: those of some kinds or about some rules, or all but those.
 *
 * @param kinds kinds as they stand in the timeline
 * @param rules beginnings of rule ids, for instance {@code AS-COS}; a line about such a rule belongs to them whatever its kind
 * @param except whether all lines but these are wanted
 */
public record TimelineKinds(Set<String> kinds, Set<String> rules, boolean except) {

    /** Every line. */
    public static final TimelineKinds ALL = new TimelineKinds(Set.of(), Set.of(), true);

    /** Copies the sets. */
    public TimelineKinds {
        kinds = Set.copyOf(kinds);
        rules = Set.copyOf(rules);
    }

    void narrow(StringBuilder sql, List<Object> values) {
        if (kinds.isEmpty() && rules.isEmpty()) {
            sql.append(except ? "" : " and false");
            return;
        }
        sql.append(except ? " and not (" : " and (").append("kind = any (?) or coalesce(rule_ids, '') like any (?))");
        values.add(kinds.toArray(String[]::new));
        values.add(rules.stream().map(rule -> "%" + rule + "-%").toArray(String[]::new));
    }
}
