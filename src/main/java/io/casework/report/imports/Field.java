package io.casework.report.imports;

import io.casework.customer.UnitBatches;
import io.casework.report.ImportField;
import java.util.List;

/**
 * A column that a kind of import knows.
 *
 * @param names other headers that mean it
 * @param weak headers that mean it only where nothing better claims them
 */
record Field(String code, String label, boolean required, List<String> names, List<String> weak, String example, String help) {

    /** Code of {@link #entrance}. */
    static final String ENTRANCE = "entrance";

    static Field required(String code, String label, String example, String help, String... names) {
        return new Field(code, label, true, List.of(names), List.of(), example, help);
    }

    static Field optional(String code, String label, String example, String help, String... names) {
        return new Field(code, label, false, List.of(names), List.of(), example, help);
    }

    /** The building of a home, where it stands apart from the room. */
    static Field building(String example) {
        return optional(UnitBatches.BUILDING, "楼栋", example, "房号里已写楼栋时可不填", "栋号", "楼号", "幢号", "楼栋号", "栋", "幢", "楼幢", "座号");
    }

    /** The entrance of a home, where it stands apart from the room. */
    static Field entrance(String example) {
        return optional(ENTRANCE, "单元", example, "房号里已写单元时可不填", "单元号", "门洞");
    }

    Field orElse(String... headers) {
        return new Field(code, label, required, names, List.of(headers), example, help);
    }

    ImportField view() {
        return new ImportField(code, label, required, example, help);
    }
}
