package io.casework.report.print;

import io.casework.platform.ChineseTime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The values of a sheet while they are gathered: what is not on record stays away and prints as an empty place. */
final class Values {

    private final Map<String, Object> values = new LinkedHashMap<>();

    /** A text as it is. */
    Values text(String key, Object text) {
        values.put(key, text == null ? "" : text.toString());
        return this;
    }

    /** A moment, to the minute. */
    Values time(String key, Object at) {
        return text(key, minutes(at));
    }

    /** A limit, to the minute; one that ends with a day is written as that day's 24:00. */
    Values deadline(String key, Object at) {
        return text(key, ChineseTime.deadline(instant(at)));
    }

    /** The day of a moment, or a day. */
    Values day(String key, Object at) {
        return text(key, day(at));
    }

    /** Yuan, with two decimals. */
    Values money(String key, Object yuan) {
        return text(key, money(yuan));
    }

    Values flag(String key, boolean value) {
        values.put(key, value);
        return this;
    }

    /** One box ticked, or none. */
    Values tick(String key, Object code) {
        values.put(key, code == null ? List.of() : List.of(code.toString()));
        return this;
    }

    /** The boxes of a list of codes, separated by commas. */
    Values ticks(String key, Object codes) {
        values.put(key, codes == null ? List.of() : Arrays.stream(codes.toString().split(",")).map(String::strip).toList());
        return this;
    }

    Values rows(String key, List<Map<String, Object>> rows) {
        values.put(key, rows);
        return this;
    }

    Map<String, Object> done() {
        return values;
    }

    static String minutes(Object at) {
        return ChineseTime.minute(instant(at));
    }

    static String day(Object at) {
        if (at instanceof java.sql.Date date) {
            return date.toLocalDate().toString();
        }
        if (at instanceof LocalDate date) {
            return date.toString();
        }
        return ChineseTime.day(instant(at));
    }

    static String money(Object yuan) {
        return yuan == null ? "" : ((BigDecimal) yuan).setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    /** The Chinese words of codes that are separated by commas; a code without a word stays as it is. */
    static String words(Map<String, String> words, Object codes) {
        return codes == null ? "" : String.join("、", Arrays.stream(codes.toString().split(",")).map(String::strip)
                .map(code -> words.getOrDefault(code, code)).filter(word -> !word.isEmpty()).toList());
    }

    private static Instant instant(Object at) {
        if (at instanceof Timestamp moment) {
            return moment.toInstant();
        }
        return at == null ? null : (Instant) Objects.requireNonNull(at);
    }
}
