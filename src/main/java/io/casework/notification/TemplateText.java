package io.casework.notification;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts values into {@code {{placeholders}}}. Values are never looked through again, so that what a customer wrote cannot pull in
 * other fields.
 */
final class TemplateText {

    static final int MAX_SUBJECT = 150;
    static final int MAX_BODY = 10_000;

    /** Stands for a field that was left empty, so that the sentence has no hole. */
    static final String BLANK = "（未填写）";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z][A-Za-z0-9]*)\\s*}}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029&&[^\\n\\t]]");
    private static final Pattern BREAKS = Pattern.compile("[\\s\\p{Cc}\\u2028\\u2029]+");

    private TemplateText() {
    }

    /** The names used in a text. */
    static Set<String> placeholders(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** Whether braces are left that are no placeholder, as in {@code {{名称}}} or {@code {{name}. */
    static boolean hasStrayBraces(String text) {
        String rest = PLACEHOLDER.matcher(text).replaceAll("");
        return rest.contains("{{") || rest.contains("}}");
    }

    /** One line, without control characters: it goes into a mail header. Cut with an ellipsis. */
    static String subject(String template, Map<String, String> values) {
        return cut(fill(template, values, value -> BREAKS.matcher(value).replaceAll(" ").strip()), MAX_SUBJECT);
    }

    /** Line breaks and tabs are kept, other control characters are dropped. Cut with an ellipsis. */
    static String body(String template, Map<String, String> values) {
        return cut(
                fill(template, values, value -> CONTROL.matcher(value.replace("\r\n", "\n").replace('\r', '\n')).replaceAll("")),
                MAX_BODY);
    }

    /** Which of the declared names were not given. A blank value was given: people leave fields empty. */
    static Set<String> missing(Set<String> declared, Map<String, String> values) {
        Set<String> missing = new TreeSet<>(declared);
        missing.removeIf(name -> values.get(name) != null);
        return missing;
    }

    private static String fill(String template, Map<String, String> values, UnaryOperator<String> clean) {
        return PLACEHOLDER.matcher(template).replaceAll(match -> {
            String value = values.get(match.group(1));
            if (value == null) {
                throw new NoticeError("通知模板缺少参数：" + match.group(1));
            }
            return Matcher.quoteReplacement(value.isBlank() ? BLANK : clean.apply(value));
        });
    }

    /** Cuts by code points, so that no character is torn in half. */
    private static String cut(String text, int limit) {
        if (text.codePointCount(0, text.length()) <= limit) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, limit - 1)) + "…";
    }
}
