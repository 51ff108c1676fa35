package io.casework.report;

import java.util.Map;

/**
 * The cases behind one figure. The figure is the number of its rows; {@link CountedCases} lists them.
 *
 * @param title what is listed, in Chinese
 * @param words how it was counted, in Chinese
 * @param sql answers {@code case_number}, {@code at} (when the case came under the figure, never null), {@code ref} (tells rows of one case apart) and
 *     {@code note} (what is particular, may be null)
 */
public record Selection(String title, String words, String sql, Map<String, Object> params) {
}
