package io.casework.workspace.registers;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was asked of a list, as the part of an address behind the question mark, so that other pages and orders keep the filters. */
final class PageQuery {

    private final Map<String, List<String>> params;

    private PageQuery(Map<String, List<String>> params) {
        this.params = params;
    }

    static PageQuery of(Map<String, String> params) {
        Map<String, List<String>> many = new LinkedHashMap<>();
        params.forEach((name, value) -> many.put(name, List.of(value)));
        return new PageQuery(many);
    }

    static PageQuery ofMany(Map<String, List<String>> params) {
        return new PageQuery(new LinkedHashMap<>(params));
    }

    /** The same with another value for one name. */
    public String with(String name, Object value) {
        Map<String, List<String>> changed = new LinkedHashMap<>(params);
        changed.put(name, List.of(String.valueOf(value)));
        return text(changed);
    }

    /** The same in another order, from the first page on. */
    public String sorted(String sort) {
        Map<String, List<String>> changed = new LinkedHashMap<>(params);
        changed.put("sort", List.of(sort));
        changed.remove("page");
        return text(changed);
    }

    /** As it is. */
    public String text() {
        return text(params);
    }

    private static String text(Map<String, List<String>> params) {
        StringBuilder text = new StringBuilder();
        params.forEach((name, values) -> values.forEach(value -> text.append(text.isEmpty() ? "?" : "&").append(encode(name)).append('=').append(encode(value))));
        return text.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
