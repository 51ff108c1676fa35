package io.casework.report;

import io.casework.casefile.Actor;
import io.casework.platform.ChineseTime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A column of a register: what it is called, where its value comes from, how it is printed, and whether it can be sorted and filtered. */
public final class RegisterColumn {

    /** What a value is. */
    public enum Type {
        /** Number of a case, a link to its page. */
        CASE,
        /** Number of an entry of the record book, a link to its page. */
        RECORD,
        TEXT,
        /** A longer text, which may run over several lines. */
        LONG_TEXT,
        /** One of the choices. */
        CHOICE,
        /** Several of the choices, stored as codes with commas between them. */
        CHOICES,
        /** Date and time, {@link Instant}. */
        MOMENT,
        /** {@link LocalDate}. */
        DATE,
        /** Yuan with two decimals. */
        MONEY,
        NUMBER,
        YES_NO;

        /** Whether values of this type are numbers. */
        public boolean numeric() {
            return this == MONEY || this == NUMBER;
        }

        /** Whether values of this type are days or moments. */
        public boolean temporal() {
            return this == MOMENT || this == DATE;
        }
    }

    /** A column of a table that a value may come from. */
    record Holder(String table, String column) {
    }

    private final String key;
    private final String label;
    private final Type type;
    private final String sql;
    private Supplier<List<Choice>> choices = List::of;
    private List<String> rules = List.of();
    private boolean sortable;
    private boolean filterable;
    private boolean neverEmpty;
    private final List<Holder> holders = new ArrayList<>();
    private String grams;
    private String gramPrefix;

    private RegisterColumn(String key, String label, Type type, String sql) {
        this.key = key;
        this.label = label;
        this.type = type;
        this.sql = sql;
    }

    static RegisterColumn text(String key, String label, String sql) {
        return new RegisterColumn(key, label, Type.TEXT, sql);
    }

    static RegisterColumn longText(String key, String label, String sql) {
        return new RegisterColumn(key, label, Type.LONG_TEXT, sql);
    }

    static RegisterColumn caseNumber(String key, String label, String sql) {
        return new RegisterColumn(key, label, Type.CASE, sql);
    }

    static RegisterColumn recordNumber(String key, String label, String sql) {
        return new RegisterColumn(key, label, Type.RECORD, sql);
    }

    static RegisterColumn moment(String key, String label, String sql) {
        return new RegisterColumn(key, label, Type.MOMENT, sql);
    }

    static RegisterColumn day(String key, String label, String sql) {
        return new RegisterColumn(key, label, Type.DATE, sql);
    }

    static RegisterColumn money(String key, String label, String sql) {
        return new RegisterColumn(key, label, Type.MONEY, sql);
    }

    static RegisterColumn number(String key, String label, String sql) {
        return new RegisterColumn(key, label, Type.NUMBER, sql);
    }

    static RegisterColumn yesNo(String key, String label, String sql) {
        return new RegisterColumn(key, label, Type.YES_NO, sql).filtered();
    }

    static RegisterColumn choice(String key, String label, String sql, List<Choice> choices) {
        return choice(key, label, sql, () -> choices);
    }

    static RegisterColumn choice(String key, String label, String sql, Supplier<List<Choice>> choices) {
        RegisterColumn column = new RegisterColumn(key, label, Type.CHOICE, sql).filtered();
        column.choices = choices;
        return column;
    }

    static RegisterColumn choices(String key, String label, String sql, Supplier<List<Choice>> choices) {
        RegisterColumn column = new RegisterColumn(key, label, Type.CHOICES, sql);
        column.choices = choices;
        return column;
    }

    /** The name of a member of staff whose login is stored, or of the system itself. */
    static RegisterColumn person(String key, String label, String sql) {
        return text(key, label, "coalesce((select p.name from staff p where p.login = %1$s), case %1$s when '%2$s' then '%3$s' else %1$s end)"
                .formatted(sql, Actor.SYSTEM.login(), Actor.SYSTEM.name()));
    }

    RegisterColumn sorted() {
        sortable = true;
        return this;
    }

    RegisterColumn filtered() {
        filterable = true;
        return this;
    }

    /** Rows without a value may come first, so that the index can be read in both directions. */
    RegisterColumn always() {
        neverEmpty = true;
        return this;
    }

    /**
     * Says where a day or moment comes from that is the first of several tables' which is there. No index holds it, but the columns of the tables have
     * indexes; rows are looked for by these. For registers whose id is the number of the case.
     *
     * @param table with a column {@code case_number}
     */
    RegisterColumn heldBy(String table, String column) {
        holders.add(new Holder(table, column));
        return this;
    }

    /**
     * The pairs of characters of its text are indexed: any part of it is found without reading all rows.
     *
     * @param expression as the index has it
     * @param prefix what the index has before each pair
     */
    RegisterColumn indexed(String expression, String prefix) {
        grams = expression;
        gramPrefix = prefix;
        return this;
    }

    /** The rules of the catalogue that ask for this column. */
    RegisterColumn rules(String... ids) {
        rules = List.of(ids);
        return this;
    }

    /** Name in addresses and saved views. */
    public String key() {
        return key;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }

    public Type type() {
        return type;
    }

    /** Rules of the catalogue. */
    public List<String> rules() {
        return rules;
    }

    public boolean sortable() {
        return sortable;
    }

    public boolean filterable() {
        return filterable;
    }

    /** The values that can be chosen from. */
    public List<Choice> choices() {
        return choices.get();
    }

    String sql() {
        return sql;
    }

    String grams() {
        return grams;
    }

    String gramPrefix() {
        return gramPrefix;
    }

    boolean neverEmpty() {
        return neverEmpty;
    }

    List<Holder> holders() {
        return holders;
    }

    /** The value as people read it: 2026-11-22 09:30, 1,250.50, 是, the label of a choice; empty for {@code null}. */
    public String print(Object value) {
        if (value == null) {
            return "";
        }
        return switch (type) {
            case MOMENT -> ChineseTime.minute((Instant) value);
            case DATE -> ((LocalDate) value).toString();
            case MONEY -> new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(((BigDecimal) value).setScale(2, RoundingMode.HALF_UP));
            case NUMBER -> ((BigDecimal) value).signum() == 0 ? "0" : ((BigDecimal) value).stripTrailingZeros().toPlainString();
            case YES_NO -> Boolean.TRUE.equals(value) ? "是" : "否";
            case CHOICE -> Choice.label(choices(), (String) value);
            case CHOICES -> {
                List<Choice> known = choices();
                yield Arrays.stream(((String) value).split(",")).map(String::strip).filter(code -> !code.isEmpty()).map(code -> Choice.label(known, code))
                        .collect(Collectors.joining("、"));
            }
            default -> (String) value;
        };
    }
}
