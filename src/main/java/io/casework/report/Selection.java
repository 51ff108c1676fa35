package io.casework.report;

import java.util.Map;

/**
 * The cases behind one figure. The figure is the number of its rows; {@link CountedCases} lists them.
 *
 * @param title what is listed, in Chinese
 * @param words how it was counted, in Chinese
 * @param sql answers {@code case_number}, {@code at} (when the case came under the figure, never null), {@code ref} (tells rows of one case apart) and
 *     {@code note} (what is particular, may be null)
 * @param total the number of rows where it is known already, {@code null} where they have to be counted
 */
public record Selection(String title, String words, String sql, Map<String, Object> params, Long total) {

    Selection(String title, String words, String sql, Map<String, Object> params) {
        this(title, words, sql, params, null);
    }
}
