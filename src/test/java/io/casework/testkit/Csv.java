package io.casework.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the small tables of the tests: comma-separated, first line names the columns, fields in double quotes where they hold a comma. */
public final class Csv {

    private Csv() {
    }

    /** A line of the table. */
    public record Row(Map<String, String> cells) {

        /** The cell in this column; fails for a column that the table does not have. */
        public String get(String column) {
            String cell = cells.get(column);
            if (cell == null) {
                throw new IllegalArgumentException("no column " + column + " in " + cells);
            }
            return cell;
        }
    }

    /** The rows of a file on the class path. */
    public static List<Row> resource(String name) {
        try (InputStream in = Csv.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no file " + name);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Row> parse(String text) {
        List<Row> rows = new ArrayList<>();
        List<String> header = null;
        for (List<String> line : lines(text)) {
            if (header == null) {
                header = line;
                continue;
            }
            if (line.size() != header.size()) {
                throw new IllegalArgumentException("expected the columns " + header + ": " + line);
            }
            Map<String, String> cells = new LinkedHashMap<>();
            for (int i = 0; i < header.size(); i++) {
                cells.put(header.get(i), line.get(i));
            }
            rows.add(new Row(cells));
        }
        return rows;
    }

    private static List<List<String>> lines(String text) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append(c);
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',') {
                line.add(cell.toString());
                cell.setLength(0);
            } else if (c == '\n') {
                line.add(cell.toString().strip());
                cell.setLength(0);
                if (line.size() > 1 || !line.get(0).isEmpty()) {
                    lines.add(line);
                }
                line = new ArrayList<>();
            } else if (c != '\r') {
                cell.append(c);
            }
        }
        if (cell.length() > 0 || !line.isEmpty()) {
            line.add(cell.toString().strip());
            lines.add(line);
        }
        return lines;
    }
}
