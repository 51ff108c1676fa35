package io.casework.workspace.figures;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What the script of the page draws. The table beside the chart says the same, so nothing is lost where there is no script.
 *
 * @param type line, bar or stack
 * @param unit behind each value
 * @param most end of the axis, {@code null} to fit the values
 * @param target a line across, {@code null} where there is no target
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Chart(String type, String unit, Integer most, List<String> categories, List<Series> series, Number target) {

    /** @param links address behind each value; @param values {@code null} where there is no value */
    public record Series(String name, List<Number> values, List<String> links) {
    }
}
