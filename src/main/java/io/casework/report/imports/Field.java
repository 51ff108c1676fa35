package io.casework.report.imports;

import io.casework.report.ImportField;
import java.util.List;

/**
 * A column that a kind of import knows.
 *
 * @param names other headers that mean it
 * @param weak headers that mean it only where nothing better claims them
 */
record Field(String code, String label, boolean required, List<String> names, List<String> weak, String example, String help) {

    static Field required(String code, String label, String example, String help, String... names) {
        return new Field(code, label, true, List.of(names), List.of(), example, help);
    }

    static Field optional(String code, String label, String example, String help, String... names) {
        return new Field(code, label, false, List.of(names), List.of(), example, help);
    }

    Field orElse(String... headers) {
        return new Field(code, label, required, names, List.of(headers), example, help);
    }

    ImportField view() {
        return new ImportField(code, label, required, example, help);
    }
}
