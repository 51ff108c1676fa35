package io.casework.procedure;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A form as a page of ours can draw it: the deployed form with what has been filled in so far, and with what is hidden at that state. The door decides about
 * the same form when it is submitted.
 *
 * @param title      name of the procedure or task
 * @param version    version of the deployed form
 * @param sections   groups of the form in their order; what stands in no group is a section without a label
 * @param undrawable labels of inputs that only the task list can draw (lists of rows); empty for most forms
 */
public record FormView(String formId, int version, String title, List<Section> sections, List<String> undrawable) {

    /** How a field is filled in. */
    public enum Kind {
        TEXT, LONG_TEXT, NUMBER, DATE, TIME, DATE_TIME,
        /** A tick. */
        CHECK,
        /** One of a list that may be long. */
        SELECT,
        /** One of a few that are all in sight. */
        RADIO,
        /** Any number of a list. */
        SEVERAL,
        /** Only to be read: the text is the label. */
        NOTE
    }

    /** A group of fields. {@code label} may be empty; hidden when nothing in it is shown. */
    public record Section(String label, boolean hidden, List<Field> fields) {
    }

    /**
     * A field.
     *
     * @param value    text, yes/no or a list of texts, by kind; {@code null} while empty
     * @param hidden   a condition of the form hides it now; what was typed stays known
     * @param locked   only to be read
     * @param min      smallest number, or {@code null}
     * @param step     what a number is a multiple of, or {@code any}
     * @param longest  most characters of a text
     * @param unit     what stands behind the field, like 天; may be empty
     */
    public record Field(String key, Kind kind, String label, String hint, boolean required, boolean hidden, boolean locked, List<Choice> choices, Object value,
            String min, String max, String step, Integer longest, String unit) {

        /** Whether this value is chosen. */
        public boolean has(String choice) {
            return value instanceof List<?> several ? several.contains(choice) : choice.equals(value);
        }

        /** Whether the tick is set. */
        public boolean ticked() {
            return Boolean.TRUE.equals(value);
        }

        /** The value as it stands in an input. */
        public String text() {
            return value == null ? "" : value.toString();
        }

        /** Whether it holds nothing. */
        public boolean isEmpty() {
            return value == null || "".equals(value) || value instanceof List<?> several && several.isEmpty();
        }
    }

    /** The field with this key, hidden or not. */
    public Optional<Field> field(String key) {
        return sections.stream().flatMap(section -> section.fields().stream()).filter(field -> key.equals(field.key())).findFirst();
    }

    /** The form with messages for keys that it does not draw put together, for the head of the form. */
    public List<String> messagesElsewhere(Map<String, String> errors) {
        return errors.entrySet().stream().filter(error -> field(error.getKey()).filter(field -> !field.hidden()).isEmpty()).map(Map.Entry::getValue).toList();
    }
}
