package io.casework.procedure.form;

import com.fasterxml.jackson.core.JacksonException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A bounded copy of what was submitted, in plain texts, numbers, truth values, lists and maps. */
final class Submission {

    private static final int MAX_DEPTH = 6;
    private static final int MAX_ELEMENTS = 10_000;
    private static final int MAX_CHARACTERS = 300_000;
    private static final int MAX_KEY = 200;

    private int elements;
    private long characters;

    private Submission() {
    }

    /** Stands for a value that no form can hold: a Java object, a number without end. */
    enum Unreadable { OBJECT, NUMBER }

    /** More was submitted than any form can hold. */
    static final class TooMuch extends Exception {
        private TooMuch() {
            super(null, null, false, false);
        }
    }

    /** @param jsonKeys keys whose value may come as JSON text, as Tasklist sends lists */
    static Map<String, Object> copy(Map<String, Object> submitted, Set<String> jsonKeys) throws TooMuch {
        Submission submission = new Submission();
        Map<String, Object> copy = new LinkedHashMap<>();
        if (submitted != null) {
            for (Map.Entry<String, Object> entry : submitted.entrySet()) {
                String key = submission.key(entry.getKey());
                Object value = entry.getValue();
                copy.put(key, submission.copy(jsonKeys.contains(key) ? fromJsonText(value) : value, 1));
            }
        }
        return copy;
    }

    private static Object fromJsonText(Object value) {
        if (!(value instanceof String text) || !text.stripLeading().startsWith("[") || text.length() > MAX_CHARACTERS) {
            return value;
        }
        try {
            return Json.MAPPER.readValue(text, Object.class);
        } catch (JacksonException e) {
            return value;
        }
    }

    private String key(Object key) throws TooMuch {
        String text = String.valueOf(key);
        if (text.length() > MAX_KEY) {
            throw new TooMuch();
        }
        count(text.length());
        return text;
    }

    private void count(int length) throws TooMuch {
        characters += length;
        if (++elements > MAX_ELEMENTS || characters > MAX_CHARACTERS) {
            throw new TooMuch();
        }
    }

    private Object copy(Object value, int depth) throws TooMuch {
        if (depth > MAX_DEPTH) {
            throw new TooMuch();
        }
        count(value instanceof String text ? text.length() : 0);
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof LocalDate || value instanceof LocalTime || value instanceof LocalDateTime || value instanceof OffsetDateTime) {
            // Callers within the program may hand in the type instead of its notation.
            return value.toString();
        }
        if (value instanceof Number number) {
            BigDecimal readable = Numbers.of(number);
            return readable == null ? Unreadable.NUMBER : readable;
        }
        if (value instanceof Collection<?> collection) {
            List<Object> list = new ArrayList<>();
            for (Object element : collection) {
                list.add(copy(element, depth + 1));
            }
            return list;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                copy.put(key(entry.getKey()), copy(entry.getValue(), depth + 1));
            }
            return copy;
        }
        return Unreadable.OBJECT;
    }
}
