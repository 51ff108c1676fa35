package io.casework.report.print;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The places of a form that a template may fill: what is known about them is written down once and serves to check a template, to show it with an example, to
 * print it empty and to print it of a case. Values are texts, truths, and rows of them: nothing that leads anywhere.
 */
public final class FormFields {

    /** The mark in a box that is ticked. */
    public static final String TICK = "√";

    private final Map<String, Field> fields = new LinkedHashMap<>();

    /** What kind of place it is. */
    public enum Kind {
        TEXT, FLAG, TICKS, ROWS
    }

    /**
     * A place.
     *
     * @param example text, truth or ticked code, by its kind; {@code null} for rows
     * @param choices of ticks: code to Chinese word
     * @param blankRows of rows: how many empty ones a blank form has
     */
    public record Field(String key, String label, Kind kind, Object example, Map<String, String> choices, int blankRows, FormFields row) {
    }

    /** A text; empty where nothing is on record. */
    public FormFields text(String key, String label, String example) {
        return put(new Field(key, label, Kind.TEXT, example, Map.of(), 0, null));
    }

    /** A truth, for parts that are shown or not. */
    public FormFields flag(String key, String label, boolean example) {
        return put(new Field(key, label, Kind.FLAG, example, Map.of(), 0, null));
    }

    /** Boxes, of which some are ticked: rows of {@code on} (the tick or nothing) and {@code label}. */
    public FormFields ticks(String key, String label, Map<String, String> choices, String... ticked) {
        return put(new Field(key, label, Kind.TICKS, List.of(ticked), choices, 0,
                new FormFields().text("on", "勾", TICK).text("label", "选项", "")));
    }

    /** Rows of a table. */
    public FormFields rows(String key, String label, int blankRows, FormFields row) {
        return put(new Field(key, label, Kind.ROWS, null, Map.of(), blankRows, row));
    }

    /** A place as it stands in another list. */
    public FormFields add(Field field) {
        return put(field);
    }

    private FormFields put(Field field) {
        if (fields.put(field.key(), field) != null) {
            throw new IllegalArgumentException("twice: " + field.key());
        }
        return this;
    }

    /** The places in their order. */
    public Collection<Field> all() {
        return fields.values();
    }

    /** The place, {@code null} where there is none. */
    public Field find(String key) {
        return fields.get(key);
    }

    /**
     * The values as a template reads them: every place is there.
     *
     * @throws IllegalArgumentException for a value of a place that does not exist, or of the wrong kind
     */
    public Map<String, Object> model(Map<String, Object> values) {
        for (String key : values.keySet()) {
            if (!fields.containsKey(key)) {
                throw new IllegalArgumentException("no place for " + key);
            }
        }
        Map<String, Object> model = new LinkedHashMap<>();
        for (Field field : fields.values()) {
            model.put(field.key(), value(field, values.get(field.key())));
        }
        return model;
    }

    private static Object value(Field field, Object value) {
        return switch (field.kind()) {
            case TEXT -> value == null ? "" : (String) value;
            case FLAG -> Boolean.TRUE.equals(value);
            case TICKS -> ticks(field, value == null ? List.of() : (Collection<?>) value);
            case ROWS -> rows(field, value == null ? List.of() : (Collection<?>) value);
        };
    }

    private static List<Map<String, Object>> ticks(Field field, Collection<?> ticked) {
        List<Map<String, Object>> boxes = new ArrayList<>();
        field.choices().forEach((code, label) -> boxes.add(Map.of("on", ticked.contains(code) ? TICK : "", "label", label)));
        return boxes;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rows(Field field, Collection<?> rows) {
        return rows.stream().map(row -> field.row().model((Map<String, Object>) row)).toList();
    }

    /** An example with every place filled. */
    public Map<String, Object> example() {
        Map<String, Object> model = new LinkedHashMap<>();
        for (Field field : fields.values()) {
            model.put(field.key(), switch (field.kind()) {
                case TEXT, FLAG -> field.example();
                case TICKS -> ticks(field, (Collection<?>) field.example());
                case ROWS -> List.of(field.row().example(), field.row().example());
            });
        }
        return model;
    }

    /** Nothing filled in, with empty rows to write into. */
    public Map<String, Object> blank() {
        Map<String, Object> model = new LinkedHashMap<>();
        for (Field field : fields.values()) {
            model.put(field.key(), switch (field.kind()) {
                case TEXT -> "";
                case FLAG -> false;
                case TICKS -> ticks(field, List.of());
                case ROWS -> java.util.Collections.nCopies(field.blankRows(), field.row().blank());
            });
        }
        return model;
    }
}
