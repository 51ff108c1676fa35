package io.casework.report.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How cells, columns and findings stand in the tables. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, Cell.Type> MARKS = Map.of("formula", Cell.Type.FORMULA, "error", Cell.Type.ERROR, "long", Cell.Type.LONG);

    private Json() {
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static <T> T read(String json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A text stands for itself; a cell that cannot be used is an object that says why. Characters that the database does not keep are left out. */
    static String cells(List<Cell> cells) {
        List<Object> values = new ArrayList<>();
        for (Cell cell : cells) {
            String text = cell.text().replace("\u0000", "");
            values.add(cell.type() == Cell.Type.TEXT ? text : Map.of(cell.type().name().toLowerCase(java.util.Locale.ROOT), text));
        }
        return write(values);
    }

    static List<Cell> cells(String json) {
        List<Cell> cells = new ArrayList<>();
        for (Object value : read(json, new TypeReference<List<Object>>() {
        })) {
            if (value instanceof Map<?, ?> marked) {
                Map.Entry<?, ?> mark = marked.entrySet().iterator().next();
                cells.add(new Cell(MARKS.get(mark.getKey()), String.valueOf(mark.getValue())));
            } else {
                cells.add(new Cell(Cell.Type.TEXT, String.valueOf(value)));
            }
        }
        return cells;
    }
}
