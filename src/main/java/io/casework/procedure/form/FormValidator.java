package io.casework.procedure.form;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Decides on the server whether a submitted form is what its form file allows. Camunda 7 does not; without this check any key that is
 * posted becomes a process variable. Holds no state; one instance serves all threads.
 *
 * <h2>Values</h2>
 * Text fields give a trimmed {@link String} with line feeds as line ends (line ends and tabs become spaces in a one-line field, as in the
 * browser); number fields a {@link Long} if {@code decimalDigits} is 0, otherwise a {@link java.math.BigDecimal} with that many decimals; checkboxes a
 * {@link Boolean}; single choices a {@link String}; multiple choices a {@link List} of strings without repetition; dates and times the
 * {@code java.time} type of their sub-type: {@link java.time.LocalDate}; {@link java.time.LocalTime}, in the zone of the clock if
 * written with an offset; {@link java.time.LocalDateTime} without and {@link java.time.OffsetDateTime} with an offset; lists a
 * {@link List} of {@link Map}. What is empty is absent.
 *
 * <h2>Who decides what</h2>
 * <ul>
 * <li>Keys that the form does not have, and hidden fields with a value, are refused.</li>
 * <li>Disabled and read-only fields may repeat what was shown, or be left out; they never appear among the values. Within lists a row is
 *     matched to the shown row with the same read-only values and keeps them, so that a row still says what it is about.</li>
 * <li>Expression fields are computed here; what the client sends for them is ignored.</li>
 * <li>A field that is left out counts as empty when conditions are computed, a hidden field as what was shown.</li>
 * </ul>
 */
public final class FormValidator {

    /** The longest text of a one-line field, whatever the form says. */
    public static final int MAX_TEXTFIELD_LENGTH = 500;
    /** The longest text of a many-line field, whatever the form says. */
    public static final int MAX_TEXTAREA_LENGTH = 4_000;

    private final Clock clock;
    private final Feel feel;

    /** @param clock says what today is and in which zone the company works */
    public FormValidator(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.feel = new Feel(clock);
    }

    /**
     * Checks one submission. Never throws for what a client sends, and changes neither map.
     *
     * @param form      the form that belongs to the task or start event
     * @param submitted exactly what was submitted, before it is merged with older variables; lists may also come as JSON text, as
     *                  Tasklist sends them
     * @param context   the data the form was shown with (read-only facts, prefilled values), used for conditions, computed values,
     *                  choices from {@code valuesKey} and the comparison of read-only fields; only the names that the form uses
     *                  are looked up, so the map may load them on demand
     * @param options   option source name to what it offers to this person now; a source that is missing offers nothing
     */
    public CheckedForm check(FormDefinition form, Map<String, Object> submitted, Map<String, Object> context,
                             Map<String, List<Option>> options) {
        return new FormCheck(form, context, options, feel, clock).run(submitted);
    }
}
