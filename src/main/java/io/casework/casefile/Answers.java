package io.casework.casefile;

import io.casework.platform.ChineseTime;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person filled into a form, after the form guard has accepted it. Reading a field in the wrong type is a programming
 * error and throws {@link IllegalArgumentException}; a field that was left empty or hidden is absent.
 */
public final class Answers {

    private static final Answers NONE = new Answers(Map.of());

    private final Map<String, Object> values;

    private Answers(Map<String, Object> values) {
        this.values = values;
    }

    /** Wraps accepted values. */
    public static Answers of(Map<String, Object> values) {
        return new Answers(new LinkedHashMap<>(values));
    }

    /** Nothing was filled in. */
    public static Answers none() {
        return NONE;
    }

    /** All values by field key, in the order of the form; not to be changed. */
    public Map<String, Object> asMap() {
        return java.util.Collections.unmodifiableMap(values);
    }

    /** Whether the field was filled in. */
    public boolean has(String key) {
        return values.get(key) != null;
    }

    /** A text that the form demands. */
    public String text(String key) {
        return textIfAny(key).orElseThrow(() -> missing(key));
    }

    /** A text that may be left empty. */
    public Optional<String> textIfAny(String key) {
        return Optional.ofNullable(values.get(key)).map(Object::toString).filter(text -> !text.isBlank());
    }

    /** A text, or the given one where the field was left empty. */
    public String textOr(String key, String otherwise) {
        return textIfAny(key).orElse(otherwise);
    }

    /** A number that may be left empty. */
    public Optional<BigDecimal> decimalIfAny(String key) {
        Object value = values.get(key);
        if (value == null || value.toString().isBlank()) {
            return Optional.empty();
        }
        if (value instanceof Number || value instanceof String) {
            return Optional.of(new BigDecimal(value.toString()));
        }
        throw new IllegalArgumentException(key + " is not a number: " + value.getClass().getSimpleName());
    }

    /** A number that the form demands. */
    public BigDecimal decimal(String key) {
        return decimalIfAny(key).orElseThrow(() -> missing(key));
    }

    /** A whole number that the form demands. */
    public int integer(String key) {
        return decimal(key).intValueExact();
    }

    /** A whole number, or the given one where the field was left empty. */
    public int integerOr(String key, int otherwise) {
        return decimalIfAny(key).map(BigDecimal::intValueExact).orElse(otherwise);
    }

    /** A tick; not ticked where the field is absent. Radio fields with the values {@code true}/{@code false} and {@code yes}/{@code no} count too. */
    public boolean yes(String key) {
        Object value = values.get(key);
        return Boolean.TRUE.equals(value) || "true".equals(value) || "yes".equals(value) || "YES".equals(value);
    }

    /** The chosen values of a list of ticks; empty where none was chosen. */
    public List<String> list(String key) {
        Object value = values.get(key);
        if (value instanceof Collection<?> collection) {
            return collection.stream().map(Object::toString).toList();
        }
        return value == null ? List.of() : List.of(value.toString());
    }

    /** A day that may be left empty. */
    public Optional<LocalDate> dateIfAny(String key) {
        Object value = values.get(key);
        if (value instanceof LocalDate date) {
            return Optional.of(date);
        }
        return textIfAny(key).map(text -> LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text));
    }

    /** A day that the form demands. */
    public LocalDate date(String key) {
        return dateIfAny(key).orElseThrow(() -> missing(key));
    }

    /** A point of time in the company's zone that may be left empty. */
    public Optional<LocalDateTime> dateTimeIfAny(String key) {
        Object value = values.get(key);
        if (value instanceof LocalDateTime time) {
            return Optional.of(time);
        }
        if (value instanceof OffsetDateTime time) {
            return Optional.of(time.atZoneSameInstant(ChineseTime.ZONE).toLocalDateTime());
        }
        return textIfAny(key).map(Answers::parseDateTime);
    }

    /** A point of time that the form demands. */
    public LocalDateTime dateTime(String key) {
        return dateTimeIfAny(key).orElseThrow(() -> missing(key));
    }

    private static LocalDateTime parseDateTime(String text) {
        if (text.endsWith("Z") || text.matches(".*[+-]\\d\\d:\\d\\d$")) {
            return OffsetDateTime.parse(text).atZoneSameInstant(ChineseTime.ZONE).toLocalDateTime();
        }
        return LocalDateTime.parse(text);
    }

    private static IllegalArgumentException missing(String key) {
        return new IllegalArgumentException("the form demands " + key + ", yet it is absent");
    }
}
