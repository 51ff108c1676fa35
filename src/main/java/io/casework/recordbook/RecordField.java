package io.casework.recordbook;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;

/**
 * A field of a kind of records.
 *
 * @param key name in the stored content and in addresses, small letter first, then letters and digits; never changes
 * @param label Chinese name, a column's head
 * @param options what can be chosen; empty for all types but {@link FieldType#CHOICE}. What is stored is the option's text
 * @param hint what to write, empty where that is clear
 * @param rule id of the rule that asks for it, empty where none does
 * @param atMost key of another field of the same type, a day or a number, whose value this one's may not exceed where both are filled in; empty where none is
 * @param reminder who is told before the day in this field comes, {@code null} where nobody is; only days have one
 * @param retired no longer filled in nor listed; what was written in it stays with the entries
 */
public record RecordField(String key, String label, FieldType type, List<String> options, boolean required, String hint, String rule, String atMost,
        Reminder reminder, int position, boolean retired) {

    /**
     * A reminder of a due day (到期提醒).
     *
     * @param days how many days before, 0 on the day itself
     * @param post code of the post that is told, at the site of the entry
     */
    public record Reminder(int days, String post) {
    }

    /** {@link FieldType#YES_NO} as it is typed. */
    public static final String YES = "yes";
    /** {@link FieldType#YES_NO} as it is typed. */
    public static final String NO = "no";

    /** A value as people read it: 1,250.50 for 1250.50, 是 for yes; empty for {@code null}. */
    public String print(String value) {
        if (value == null || value.isBlank()) {
            return "";
        }
        return switch (type) {
            case MONEY -> money(value);
            case YES_NO -> YES.equals(value) ? "是" : NO.equals(value) ? "否" : value;
            default -> value;
        };
    }

    private static String money(String value) {
        try {
            return new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(new BigDecimal(value));
        } catch (NumberFormatException somethingElse) {
            return value;
        }
    }
}
