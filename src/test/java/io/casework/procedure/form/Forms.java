package io.casework.procedure.form;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Small forms for tests. JSON is written with ' for quotation marks and ` for quotation marks within an expression. */
final class Forms {

    private Forms() {
    }

    static String json(String... components) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < components.length; i++) {
            all.append(i == 0 ? "" : ",").append(components[i]);
        }
        return quoted("{'id':'test-form','type':'default','schemaVersion':16,'components':[" + all + "]}");
    }

    static String quoted(String json) {
        return json.replace('\'', '"').replace("`", "\\\"");
    }

    static byte[] bytes(String... components) {
        return json(components).getBytes(StandardCharsets.UTF_8);
    }

    static FormDefinition form(String... components) {
        return FormDefinition.parse(bytes(components));
    }

    /** Key, value, key, value; values may be null. */
    static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
