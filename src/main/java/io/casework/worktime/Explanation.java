package io.casework.worktime;

import java.time.Instant;
import java.util.List;

/**
 * Why a deadline falls where it falls, in Chinese.
 *
 * @param due the deadline
 * @param lines beginning, one line for each day up to the deadline, and the result
 * @param warnings years whose schedule is not published
 */
public record Explanation(Instant start, Limit limit, Instant due, List<String> lines, List<String> warnings) {

    /** All lines and warnings as one text. */
    public String text() {
        return String.join("\n", lines) + (warnings.isEmpty() ? "" : "\n" + String.join("\n", warnings));
    }
}
