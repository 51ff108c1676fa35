package io.casework.report.imports;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Finds out which column of a file is what, by its header: usual names, without regard to case, blanks, punctuation and words in brackets. */
final class Headers {

    private static final int SHORTEST_PART = 2;

    private Headers() {
    }

    /** Field code to column index; a column is claimed once, a better match first. */
    static Map<String, Integer> match(List<Field> fields, List<String> headers) {
        List<String> plain = headers.stream().map(Headers::plain).toList();
        List<String> bare = headers.stream().map(header -> plain(Normalizer.normalize(header, Normalizer.Form.NFKC).replaceAll("[(\\[【].*?[)\\]】]", ""))).toList();
        Map<String, Integer> columns = new LinkedHashMap<>();
        Set<Integer> taken = new HashSet<>();
        claim(fields, plain, columns, taken, (field, header) -> names(field).contains(header));
        claim(fields, bare, columns, taken, (field, header) -> names(field).contains(header));
        claim(fields, bare, columns, taken, (field, header) -> field.weak().stream().map(Headers::plain).anyMatch(header::equals));
        claim(fields, bare, columns, taken,
                (field, header) -> names(field).stream().anyMatch(name -> name.length() >= SHORTEST_PART && header.endsWith(name)));
        takeFromOptional(fields, bare, columns);
        return columns;
    }

    /** A file with 单元 and without 房号 means the unit by it, though 单元 alone is the entrance: what is required comes before what is not. */
    private static void takeFromOptional(List<Field> fields, List<String> headers, Map<String, Integer> columns) {
        for (Field field : fields) {
            if (field.required() && !columns.containsKey(field.code())) {
                fields.stream().filter(other -> !other.required() && columns.containsKey(other.code()))
                        .filter(other -> field.weak().stream().map(Headers::plain).anyMatch(headers.get(columns.get(other.code()))::equals))
                        .findFirst()
                        .ifPresent(other -> columns.put(field.code(), columns.remove(other.code())));
            }
        }
    }

    private static void claim(List<Field> fields, List<String> headers, Map<String, Integer> columns, Set<Integer> taken,
            BiPredicate<Field, String> fits) {
        for (Field field : fields) {
            for (int i = 0; i < headers.size() && !columns.containsKey(field.code()); i++) {
                if (!headers.get(i).isEmpty() && !taken.contains(i) && fits.test(field, headers.get(i))) {
                    columns.put(field.code(), i);
                    taken.add(i);
                }
            }
        }
    }

    private static List<String> names(Field field) {
        return Stream.concat(Stream.of(field.label()), field.names().stream()).map(Headers::plain).toList();
    }

    private static String plain(String header) {
        return Normalizer.normalize(header, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{Punct}、,。:;()·]", "");
    }
}
