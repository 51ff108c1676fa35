package io.casework.platform;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a person entered breaks a rule of the procedure. Carries one Chinese message per field, which says what is wrong and what
 * to do; nothing has been written when it is thrown. REST answers it as 422 problem details.
 */
public class RuleViolation extends RuntimeException {

    private final Map<String, String> fields;

    /** A violation that concerns the whole step rather than one field. */
    public RuleViolation(String message) {
        super(message);
        this.fields = Map.of();
    }

    /** A violation of one field. */
    public RuleViolation(String field, String message) {
        super(message);
        this.fields = Map.of(field, message);
    }

    /** Violations of several fields, in the order of the form. */
    public RuleViolation(Map<String, String> fields) {
        super(String.join("；", fields.values()));
        this.fields = new LinkedHashMap<>(fields);
    }

    /** Field key to Chinese message in the order of the form; empty where the violation concerns the whole step. */
    public Map<String, String> fields() {
        return Collections.unmodifiableMap(fields);
    }
}
