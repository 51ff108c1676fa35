package io.casework.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An import: one file, what was found in it, and what became of it.
 *
 * @param source how the file was read, in words
 * @param defaultMatter code of the kind that a line of the old register gets when it does not say one
 * @param headerLine line of the file that holds the headers, from 1
 * @param columns field code to index of the file's column, from 0
 * @param failure why checking or importing stopped, or {@code null}
 * @param checked how many lines have been checked
 * @param fresh lines that add something
 * @param again lines of the old register that are not finished and have to be registered anew
 * @param hints lines that can be imported but have a hint
 * @param imported lines that have been imported
 * @param confirmedAt, confirmedBy, finishedAt {@code null} until then
 */
public record ImportRun(long id, ImportKind kind, String site, String fileName, long fileSize, String sha256, String source, boolean allOrNothing,
        String defaultMatter, int headerLine, List<String> headers, Map<String, Integer> columns, ImportState state, String failure, int lines, int checked,
        int fresh, int changed, int unchanged, int bad, int again, int hints, int imported, Instant createdAt, String createdBy, String createdByName,
        Instant confirmedAt, String confirmedByName, Instant finishedAt) {

    /** How many lines an import would bring in. */
    public int good() {
        return fresh + changed;
    }

    /** How far the work at hand has come, 0 to 100. */
    public int percent() {
        int all = state == ImportState.CHECKING ? lines : Math.max(1, good());
        int done = state == ImportState.CHECKING ? checked : imported;
        return state == ImportState.DONE ? 100 : Math.min(100, (int) (100L * done / Math.max(1, all)));
    }

    /** Whether it waits for a yes and may have it. */
    public boolean confirmable() {
        return state == ImportState.CHECKED && good() > 0 && !(allOrNothing && bad > 0);
    }
}
