package io.casework.testkit;

import java.util.LinkedHashMap;
import java.util.Map;

/** What somebody fills into a form: the ordinary answers of a test with some changed. */
public final class Filled {

    private Filled() {
    }

    /** The ordinary answers with changes, field and value by turns; {@code null} leaves a field empty. */
    public static Map<String, Object> with(Map<String, ?> ordinary, Object... changes) {
        Map<String, Object> form = new LinkedHashMap<>(ordinary);
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1] == null) {
                form.remove((String) changes[i]);
            } else {
                form.put((String) changes[i], changes[i + 1]);
            }
        }
        return form;
    }
}
