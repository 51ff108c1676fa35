package io.casework.report.imports;

/**
 * A cell as it was read from a file, dates as ISO text.
 *
 * @param text the text; of a cell that cannot be used its beginning
 */
public record Cell(Type type, String text) {

    /** The longest text that Excel itself lets into a cell. */
    public static final int LONGEST = 32_767;

    private static final int SHOWN = 80;

    /** What stands in it. */
    public enum Type {
        /** A text, number, date or nothing. */
        TEXT,
        /** A formula, whose value nobody typed. */
        FORMULA,
        /** An error like #REF!. */
        ERROR,
        /** More than fits into a cell. */
        LONG
    }

    /** Nothing in it. */
    public static final Cell EMPTY = new Cell(Type.TEXT, "");

    /** A text, or what is left of it when it is too long. */
    public static Cell of(String text) {
        return text.length() > LONGEST ? new Cell(Type.LONG, text.substring(0, SHOWN)) : new Cell(Type.TEXT, text);
    }

    boolean isBlank() {
        return type == Type.TEXT && text.isBlank();
    }
}
