/**
 * Camunda Forms on the server: reading them, checking what is submitted, filling in choices, and the style of the house. Knows nothing
 * of the engine.
 *
 * <p>Besides what Camunda Forms define, a component may carry these custom properties ({@code properties} in the form file):
 * <table>
 * <caption>Properties of the house</caption>
 * <tr><th>property</th><th>at</th><th>meaning</th></tr>
 * <tr><td>{@code store=variable}</td><td>short single values</td><td>the value also becomes a process variable, for gateways,
 *     decisions and filters</td></tr>
 * <tr><td>{@code optionsFrom=<source>}</td><td>radio, select, checklist, taglist</td><td>the choices come from the application</td></tr>
 * <tr><td>{@code minDate}, {@code maxDate}</td><td>datetime</td><td>first and last day: {@code today}, {@code today+30},
 *     {@code today-7} (calendar days) or {@code 2026-11-22}</td></tr>
 * <tr><td>{@code minRows}, {@code maxRows}</td><td>dynamiclist</td><td>fewest and most rows; at most 50 if nothing is said, never more
 *     than 200</td></tr>
 * <tr><td>{@code patternHint}</td><td>textfield, textarea</td><td>how to write it, said when the pattern does not fit; otherwise the
 *     description of the component</td></tr>
 * </table>
 */
package io.casework.procedure.form;
