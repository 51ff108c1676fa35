package io.casework.report;

/**
 * What a column of a file can be.
 *
 * @param label its usual header
 * @param required whether a file without it is of no use
 * @param example what the template shows
 * @param help what may stand in it
 */
public record ImportField(String code, String label, boolean required, String example, String help) {
}
