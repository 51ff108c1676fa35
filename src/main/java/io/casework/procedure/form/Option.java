package io.casework.procedure.form;

import java.util.Objects;

/**
 * One choice that a form offers.
 *
 * @param label what the person reads
 * @param value what is stored
 */
public record Option(String label, String value) {

    /** A choice; a missing label reads like its value. */
    public Option {
        Objects.requireNonNull(value, "value");
        label = label == null || label.isBlank() ? value : label;
    }
}
