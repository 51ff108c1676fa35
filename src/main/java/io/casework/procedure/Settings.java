package io.casework.procedure;

import java.math.BigDecimal;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Figures and switches that a manager may change: the decision table {@code settings}, key to value, always in its newest version. */
@Service
public class Settings {

    /** The decision table with all settings. */
    public static final String TABLE = "settings";

    private final Decisions decisions;

    Settings(Decisions decisions) {
        this.decisions = decisions;
    }

    /** The value as text; throws {@link IllegalStateException} with a Chinese message where the table has no such row. */
    public String text(String key) {
        return String.valueOf(decisions.required(TABLE, Map.of("setting", key)).get("value")).trim();
    }

    /** The value as a whole number. */
    public int integer(String key) {
        return number(key).intValueExact();
    }

    /**
     * The value as a whole number; the given one while the table has no such row: a table that an administrator has changed learns the keys of a new release
     * only when the two have been brought together, and until then nobody is to be kept from work that can be done without.
     */
    public int integerOr(String key, int otherwise) {
        return decisions.first(TABLE, Map.of("setting", key)).isEmpty() ? otherwise : integer(key);
    }

    /** The value as yes or no; the given one while the table has no such row, see {@link #integerOr}. */
    public boolean yesOr(String key, boolean otherwise) {
        return decisions.first(TABLE, Map.of("setting", key)).isEmpty() ? otherwise : yes(key);
    }

    /** The value as a number, for instance yuan or a share. */
    public BigDecimal number(String key) {
        String text = text(key);
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalStateException("参数表中 " + key + " 的值应为数字，现为“" + text + "”", e);
        }
    }

    /** The value as yes or no. */
    public boolean yes(String key) {
        return "true".equalsIgnoreCase(text(key)) || "是".equals(text(key));
    }
}
