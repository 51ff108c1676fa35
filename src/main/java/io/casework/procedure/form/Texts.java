package io.casework.procedure.form;

/** Hygiene of what people type. Only the form of a text is judged, never its content: HTML and SQL are text like any other. */
final class Texts {

    private Texts() {
    }

    /** Line ends as one line feed, whatever system they come from. */
    static String withLineFeeds(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** What is wrong with the characters of a text that has been through {@link #withLineFeeds}, or null. */
    static String refusal(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                return "含有残缺的字符（第 " + (i + 1) + " 个），请删除后重新输入";
            }
            boolean control = Character.getType(c) == Character.CONTROL && c != '\n' && c != '\t';
            boolean nonCharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
            if (control || nonCharacter) {
                return "含有看不见的控制字符（第 " + (i + 1) + " 个），请删除后重新输入";
            }
            i += Character.charCount(c);
        }
        return null;
    }

    /** Whether a reader would see nothing: spaces of any kind, line ends and zero-width characters only. */
    static boolean isBlank(String text) {
        return text.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c)
                || Character.getType(c) == Character.FORMAT);
    }

    /** A piece of what was submitted, fit to be repeated in a message: short and without control characters. */
    static String quote(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(40)
                .map(c -> Character.isISOControl(c) || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? '?' : c)
                .forEach(shown::appendCodePoint);
        return text.codePointCount(0, text.length()) > 40 ? shown + "…" : shown.toString();
    }
}
