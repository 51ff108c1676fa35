package io.casework.report;

/**
 * Something about a line of a file.
 *
 * @param line line of the file, from 1
 * @param column header of the column, or {@code null} where it concerns the whole line
 * @param value what stands there, shortened; may be {@code null}
 * @param reason what is wrong, or a hint
 * @param advice what to do about it; {@code null} with a hint
 */
public record ImportFinding(int line, String column, String value, String reason, String advice) {
}
