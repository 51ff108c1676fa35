package io.casework.report.print;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.casework.platform.RuleViolation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template of a printed form: XHTML with places {@code {{place}}} and parts {@code {{#place}}…{{/place}}}, {@code {{^place}}…{{/place}}}. It knows no
 * expressions. What it reads are maps, lists and texts; of anything else it sees nothing, and texts are always escaped.
 */
public final class FormTemplate {

    /** The longest template. */
    public static final int MOST_BYTES = 200_000;

    private static final Pattern TAG = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*");
    private static final Pattern MARKUP = Pattern.compile("<(?!!--)[^<>]*>", Pattern.DOTALL);
    private static final Pattern STYLE = Pattern.compile("(?is)<style\\b[^>]*>.*?</style>");
    private static final String CODE = "code";
    private static final Mustache.Compiler COMPILER = Mustache.compiler()
            .withEscaper(FormTemplate::escaped)
            .withCollector(new MapsOnly())
            .withLoader(name -> {
                throw new RuleViolation(PrintDocument.FIELD, "模板不能引用其他模板：" + name);
            })
            .emptyStringIsFalse(true)
            .defaultValue("");

    private final Template template;

    private FormTemplate(Template template) {
        this.template = template;
    }

    /** Reads a template that has been checked before. */
    public static FormTemplate of(String text) {
        try {
            return new FormTemplate(COMPILER.compile(text));
        } catch (MustacheException e) {
            throw new RuleViolation(PrintDocument.FIELD, "模板读不懂，请检查 {{#…}} 和 {{/…}} 是否配对");
        }
    }

    /**
     * Checks a template that a person has written: size, places, parts; not yet the XHTML.
     *
     * @param codeNeeded whether the QR code must be there
     * @throws RuleViolation of the field {@code html} with all that is wrong, each with its line
     */
    public static void check(String text, FormFields fields, boolean codeNeeded) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new RuleViolation(PrintDocument.FIELD, "模板不能超过 " + MOST_BYTES / 1000 + " KB");
        }
        Set<String> wrong = new LinkedHashSet<>();
        boolean code = checkPlaces(text, fields, wrong);
        if (codeNeeded && !code) {
            wrong.add("请保留案件二维码：<img src=\"{{code}}\" alt=\"案件二维码\"/>");
        }
        insideMarkup(text, wrong);
        if (!wrong.isEmpty()) {
            throw new RuleViolation(PrintDocument.FIELD, String.join("；", wrong));
        }
    }

    private record Part(String name, FormFields fields, int line) {
    }

    private static boolean checkPlaces(String text, FormFields fields, Set<String> wrong) {
        Deque<Part> open = new ArrayDeque<>();
        boolean code = false;
        Matcher tag = TAG.matcher(text);
        while (tag.find()) {
            int line = line(text, tag.start());
            String inside = tag.group(1).strip();
            char kind = inside.isEmpty() ? ' ' : inside.charAt(0);
            if (kind == '!') {
                continue;
            }
            if (kind == '{' || kind == '&') {
                wrong.add("第 " + line + " 行：不允许 {{{…}}} 和 {{&…}}，内容总要转义");
                continue;
            }
            if (kind == '=' || kind == '>' || kind == '<' || kind == '$' || kind == '+') {
                wrong.add("第 " + line + " 行：不允许 {{" + kind + "…}}");
                continue;
            }
            boolean part = kind == '#' || kind == '^' || kind == '/';
            String name = part ? inside.substring(1).strip() : inside;
            if (kind == '/') {
                close(open, name, line, wrong);
                continue;
            }
            FormFields.Field field = NAME.matcher(name).matches() ? known(name, fields, open) : null;
            if (field == null) {
                wrong.add("第 " + line + " 行：不认识的占位符 {{" + shortened(name) + "}}");
            } else if (!part && field.kind() != FormFields.Kind.TEXT) {
                wrong.add("第 " + line + " 行：{{" + name + "}} 不是文字，要写成 {{#" + name + "}}…{{/" + name + "}}");
            }
            code |= name.equals(CODE) && !part;
            if (part) {
                open.push(new Part(name, kind == '#' && field != null ? field.row() : null, line));
            }
        }
        open.descendingIterator().forEachRemaining(part -> wrong.add("第 " + part.line() + " 行：{{#" + part.name() + "}} 没有结束，缺 {{/" + part.name() + "}}"));
        int rest = TAG.matcher(text).replaceAll("").indexOf("{{");
        if (rest >= 0) {
            wrong.add("有 {{ 没有对应的 }}");
        }
        return code;
    }

    private static void close(Deque<Part> open, String name, int line, Set<String> wrong) {
        if (open.isEmpty()) {
            wrong.add("第 " + line + " 行：{{/" + shortened(name) + "}} 没有开始");
        } else if (!open.peek().name().equals(name)) {
            wrong.add("第 " + line + " 行：{{/" + shortened(name) + "}} 与第 " + open.peek().line() + " 行的 {{#" + open.peek().name() + "}} 不配对");
            open.pop();
        } else {
            open.pop();
        }
    }

    private static FormFields.Field known(String name, FormFields fields, Deque<Part> open) {
        for (Part part : open) {
            FormFields.Field field = part.fields() == null ? null : part.fields().find(name);
            if (field != null) {
                return field;
            }
        }
        return fields.find(name);
    }

    /** A place inside a tag or a style would let what customers say become part of it. */
    private static void insideMarkup(String text, Set<String> wrong) {
        Matcher style = STYLE.matcher(text);
        while (style.find()) {
            if (style.group().contains("{{")) {
                wrong.add("第 " + line(text, style.start()) + " 行：样式里不能有占位符");
            }
        }
        Matcher markup = MARKUP.matcher(text);
        while (markup.find()) {
            if (markup.group().replace("{{" + CODE + "}}", "").contains("{{")) {
                wrong.add("第 " + line(text, markup.start()) + " 行：标签里面不能有占位符（二维码 {{code}} 除外）");
            }
        }
    }

    private static int line(String text, int at) {
        return (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
    }

    private static String shortened(String name) {
        return name.length() > 40 ? name.substring(0, 40) + "…" : name;
    }

    /** The text with the values in their places. */
    public String filled(Map<String, Object> model) {
        return template.execute(model);
    }

    private static String escaped(String raw) {
        StringBuilder text = new StringBuilder(raw.length() + 16);
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\'' -> text.append("&#39;");
                default -> text.append(c);
            }
        }
        return text.toString();
    }

    /** Looks into maps and lists, and into nothing else: no fields, no methods, no properties of objects. */
    private static final class MapsOnly implements Mustache.Collector {

        @Override
        public Iterator<?> toIterator(Object value) {
            return value instanceof List<?> list ? list.iterator() : null;
        }

        @Override
        public Mustache.VariableFetcher createFetcher(Object context, String name) {
            return context instanceof Map<?, ?>
                    ? (map, key) -> ((Map<?, ?>) map).containsKey(key) ? ((Map<?, ?>) map).get(key) : Template.NO_FETCHER_FOUND
                    : null;
        }

        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return Collections.synchronizedMap(new HashMap<>());
        }
    }
}
