package io.casework.procedure.form;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of a form, written for the browser, searched for in the text as the browser does. A search may read only so many
 * characters before it is given up: a pattern that backtracks without end costs milliseconds, not the server.
 */
final class SafePattern {

    private static final int MAX_LENGTH = 500;
    private static final int MAX_READS = 2_000_000;

    private final Pattern pattern;
    private final String source;

    private SafePattern(Pattern pattern, String source) {
        this.pattern = pattern;
        this.source = source;
    }

    /** @throws IllegalArgumentException if it is no pattern or longer than 500 characters */
    static SafePattern compile(String source) {
        if (source.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("正则表达式超过 " + MAX_LENGTH + " 个字符");
        }
        try {
            return new SafePattern(Pattern.compile(fromBrowserSyntax(source)), source);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("正则表达式无效：" + e.getDescription());
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("正则表达式嵌套太深");
        }
    }

    enum Outcome { FOUND, NOT_FOUND, GIVEN_UP }

    Outcome search(String text) {
        try {
            return pattern.matcher(new CountedText(text, new int[] {MAX_READS})).find() ? Outcome.FOUND : Outcome.NOT_FOUND;
        } catch (TooManyReads | StackOverflowError e) {
            return Outcome.GIVEN_UP;
        }
    }

    String source() {
        return source;
    }

    /** Within a character class Java gives {@code [} and {@code &&} a meaning that they do not have in the browser. */
    private static String fromBrowserSyntax(String source) {
        StringBuilder java = new StringBuilder(source.length() + 8);
        boolean inClass = false;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '\\' && i + 1 < source.length()) {
                java.append(c).append(source.charAt(++i));
            } else if (inClass && (c == '[' || c == '&')) {
                java.append('\\').append(c);
            } else {
                inClass = c == '[' || (inClass && c != ']');
                java.append(c);
            }
        }
        return java.toString();
    }

    private static final class TooManyReads extends RuntimeException {
        private TooManyReads() {
            super(null, null, false, false);
        }
    }

    private record CountedText(CharSequence text, int[] left) implements CharSequence {

        @Override
        public char charAt(int index) {
            if (--left[0] < 0) {
                throw new TooManyReads();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new CountedText(text.subSequence(start, end), left);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
