package io.casework.procedure.form;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the form guard found.
 *
 * @param values the clean, typed values in the order of the form; empty when anything was refused, so that nothing half-checked is used
 * @param errors one Chinese message per refused key in the order of the form, keys that the form does not know last; a field in a list
 *               has a key such as {@code items[0].amount}; the key {@code form} stands for the submission as a whole
 */
public record CheckedForm(Map<String, Object> values, Map<String, String> errors) {

    public CheckedForm {
        errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
        values = errors.isEmpty() ? Collections.unmodifiableMap(new LinkedHashMap<>(values)) : Map.of();
    }

    /** Whether nothing was refused. */
    public boolean accepted() {
        return errors.isEmpty();
    }
}
