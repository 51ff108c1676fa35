package io.casework.procedure;

/** Text of people inside the text components of forms, which read Markdown. */
public final class Markdown {

    private Markdown() {
    }

    /** The text on one line, with the signs made harmless that Markdown and HTML would read as more than text; {@code null} gives an empty text. */
    public static String plain(Object text) {
        return text == null ? "" : text.toString().replaceAll("([\\\\`*_{}\\[\\]()#+!|<>~])", "\\\\$1").replaceAll("\\s*\\R\\s*", " ");
    }

    /** A line with a bold title, empty where there is nothing to say. */
    public static String line(String title, Object text) {
        return text == null || text.toString().isBlank() ? "" : "**" + title + "** " + plain(text) + "\n\n";
    }
}
