package io.casework.report.imports;

/** A unit's label put together where a file has building, entrance and room in columns of their own. */
final class HomeText {

    private HomeText() {
    }

    /** The room alone where it names the building already; building and entrance may be {@code null}. */
    static String of(String building, String entrance, String room) {
        boolean full = building == null || room.isEmpty() || room.matches(".*(栋|幢|座|号楼|号院|#).*") || room.matches("[^-]+-[^-]+-[^-]+");
        return full ? room : marked(building, "栋") + (entrance == null ? "" : marked(entrance, "单元")) + room;
    }

    private static String marked(String text, String word) {
        return text.matches("[0-9A-Za-z]+") ? text + word : text;
    }
}
