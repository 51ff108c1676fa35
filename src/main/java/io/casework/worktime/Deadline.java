package io.casework.worktime;

import java.time.Instant;
import java.util.SortedSet;

/**
 * The end of a limit, and how far it can be relied on.
 *
 * @param start when the limit began
 * @param limit the limit
 * @param due when it ends
 * @param unannouncedYears years it touches whose schedule is not published yet
 */
public record Deadline(Instant start, Limit limit, Instant due, SortedSet<Integer> unannouncedYears) {

    /** Whether a schedule that is still to be published may move it. */
    public boolean provisional() {
        return !unannouncedYears.isEmpty();
    }
}
