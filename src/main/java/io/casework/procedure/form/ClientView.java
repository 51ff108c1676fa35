package io.casework.procedure.form;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Data as the browser has it: texts, numbers, truth values, lists and maps. Conditions are written against this view, so they are
 * computed against it here; above all no Java object is ever handed to the expression language, which would read its getters.
 */
final class ClientView {

    private static final int MAX_DEPTH = 12;
    private static final DateTimeFormatter VARIABLE_DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private ClientView() {
    }

    /** The named entries only, each asked for by its name: the data may be loaded when it is asked for. */
    static Map<String, Object> of(Map<String, Object> data, Set<String> names, ZoneId zone) {
        Map<String, Object> view = new LinkedHashMap<>();
        if (data != null) {
            for (String name : names) {
                if (data.containsKey(name)) {
                    view.put(name, view(data.get(name), zone, 0));
                }
            }
        }
        return view;
    }

    static Object of(Object value, ZoneId zone) {
        return view(value, zone, 0);
    }

    private static Object view(Object value, ZoneId zone, int depth) {
        if (value == null || depth > MAX_DEPTH || value instanceof Submission.Unreadable) {
            return null;
        }
        if (value instanceof String || value instanceof Boolean || value instanceof BigDecimal || value instanceof BigInteger
                || value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return value;
        }
        if (value instanceof Double || value instanceof Float) {
            return Double.isFinite(((Number) value).doubleValue()) ? value : null;
        }
        if (value instanceof Option option) {
            return Map.of("label", option.label(), "value", option.value());
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof java.util.Date date) {
            return VARIABLE_DATE.format(java.time.Instant.ofEpochMilli(date.getTime()).atZone(zone));
        }
        if (value instanceof TemporalAccessor || value instanceof CharSequence || value instanceof Character) {
            return value.toString();
        }
        if (value instanceof Collection<?> collection) {
            List<Object> list = new ArrayList<>(collection.size());
            collection.forEach(element -> list.add(view(element, zone, depth + 1)));
            return list;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, element) -> copy.put(String.valueOf(key), view(element, zone, depth + 1)));
            return copy;
        }
        return null;
    }
}
