package io.casework.workspace.administration;

import io.casework.procedure.DecisionTable;
import io.casework.procedure.DecisionTable.Column;
import io.casework.procedure.DecisionTable.Row;
import io.casework.procedure.DecisionWords;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The rows of a decision table as fields of a form, there and back. An answer that is a text stands in its field without the quotes of FEEL; an answer that is
 * reckoned begins with an equals sign. Conditions stand as FEEL writes them, but signs from a Chinese keyboard are taken for what they mean.
 */
final class RuleRows {

    private static final int MOST_ROWS = 300;
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    private RuleRows() {
    }

    /** The rows that the form sends. */
    static List<Row> read(DecisionTable table, Map<String, String> fields) {
        int count = Math.max(0, Math.min(MOST_ROWS, Inputs.number("count", fields.get("count"), "表单不完整，请重新打开这一页")));
        return IntStream.range(0, count).mapToObj(row -> new Row(field(fields, row, "id"), field(fields, row, "note"),
                IntStream.range(0, table.inputs().size()).mapToObj(column -> condition(field(fields, row, "in." + column))).toList(),
                IntStream.range(0, table.outputs().size()).mapToObj(column -> answer(table.outputs().get(column), field(fields, row, "out." + column))).toList()))
                .toList();
    }

    private static String field(Map<String, String> fields, int row, String name) {
        return fields.getOrDefault("row." + row + "." + name, "").strip();
    }

    private static String condition(String typed) {
        String text = typed.replace('“', '"').replace('”', '"').replace('，', ',').replace('（', '(').replace('）', ')').replace("≤", "<=").replace("≥", ">=")
                .replace('＜', '<').replace('＞', '>').replace('＝', '=').replace("《=", "<=").replace("》=", ">=");
        return text.strip();
    }

    private static String answer(Column column, String typed) {
        if (column.isNumber() || column.isYesNo()) {
            return typed;
        }
        if (typed.startsWith("=")) {
            return typed.substring(1).strip();
        }
        return "\"" + typed.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** What the field of an answer shows. */
    static String shown(Column column, String cell) {
        String text = cell.strip();
        if (column.isNumber() || column.isYesNo()) {
            return text;
        }
        var literal = TEXT.matcher(text);
        return literal.matches() ? literal.group(1).replace("\\\"", "\"").replace("\\\\", "\\") : text.isEmpty() ? "" : "= " + text;
    }

    /**
     * Carries out a button of the form that changes no table yet.
     *
     * @param act {@code add}, or {@code up.3}, {@code down.3}, {@code remove.3}, {@code copy.3} with rows counted from 0
     */
    static List<Row> changed(DecisionTable table, List<Row> rows, String act) {
        List<Row> changed = new ArrayList<>(rows);
        String[] parts = act.split("\\.", 2);
        int row = parts.length == 2 && parts[1].matches("\\d{1,3}") ? Integer.parseInt(parts[1]) : -1;
        boolean there = row >= 0 && row < rows.size();
        switch (parts[0]) {
            case "add" -> {
                if (rows.size() < MOST_ROWS) {
                    changed.add(new Row("", "", Collections.nCopies(table.inputs().size(), ""), table.outputs().stream()
                            .map(column -> column.isYesNo() ? "false" : column.isNumber() ? "" : "\"\"").toList()));
                }
            }
            case "up" -> {
                if (there && row > 0) {
                    Collections.swap(changed, row, row - 1);
                }
            }
            case "down" -> {
                if (there && row < rows.size() - 1) {
                    Collections.swap(changed, row, row + 1);
                }
            }
            case "remove" -> {
                if (there) {
                    changed.remove(row);
                }
            }
            default -> { }
        }
        return changed;
    }

    /** What kind of field an answer is edited in: yesno, post, code or text. */
    static String editor(DecisionWords words, Column column, String cell) {
        if (column.isYesNo()) {
            return "yesno";
        }
        boolean list = cell.contains(",") || column.name().equals("parties") || column.name().endsWith("posts");
        if (list || shown(column, cell).startsWith("=")) {
            return "text";
        }
        return DecisionWords.holdsPosts(column) ? "post" : words.codes(column).isEmpty() ? "text" : "code";
    }
}
