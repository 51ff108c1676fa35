package io.casework.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What somebody asks of a register, read from the parameters of an address or of a saved view. Only names that the register declares are understood; values
 * only ever become bound parameters. What cannot be read as a day or a number is put down as a problem and does not narrow.
 *
 * <ul>
 * <li>{@code q} words, {@code open} yes or no
 * <li>{@code period} days back or {@code all}; {@code from} and {@code until} days, which go before the period
 * <li>{@code c.KEY} text that is contained, codes of choices, yes or no; {@code c.KEY.from}, {@code c.KEY.to} days or numbers
 * <li>{@code sort} key of a column, with a minus sign before it for falling order; {@code page} from 0 on
 * </ul>
 */
public final class RegisterQuery {

    /** The periods to choose from. */
    public static final List<Choice> PERIODS = Choice.list("7", "近 7 天", "30", "近 30 天", "90", "近 90 天", "365", "近一年", "all", "全部");

    private static final int LONGEST_VALUE = 200;
    /** In a span of more days there are so many rows that they are found without looking for them. */
    private static final int LONGEST_SPAN_OF_FEW = 100;
    private static final BigDecimal MOST = new BigDecimal("1e15");
    private static final int MOST_DECIMALS = 20;

    private final Register register;
    private final Map<String, List<String>> params = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private RegisterQuery(Register register) {
        this.register = register;
    }

    /** Reads the parameters; those that the register does not know are left out. */
    public static RegisterQuery of(Register register, Map<String, ? extends Collection<String>> given) {
        RegisterQuery query = new RegisterQuery(register);
        given.forEach((name, values) -> {
            List<String> kept = values.stream().filter(value -> value != null && !value.isBlank() && value.length() <= LONGEST_VALUE)
                    .map(value -> value.replace("\0", "").strip()).toList();
            if (!kept.isEmpty() && query.knows(name)) {
                query.params.put(name, kept);
            }
        });
        return query;
    }

    private boolean knows(String name) {
        if (List.of("period", "from", "until", "sort", "page").contains(name)) {
            return true;
        }
        return switch (name) {
            case "q" -> register.isOfCases();
            case "open" -> register.hasOpen();
            default -> column(name).isPresent();
        };
    }

    private Optional<RegisterColumn> column(String name) {
        if (!name.startsWith("c.")) {
            return Optional.empty();
        }
        boolean range = name.endsWith(".from") || name.endsWith(".to");
        String key = range ? name.substring(2, name.lastIndexOf('.')) : name.substring(2);
        return register.column(key).filter(RegisterColumn::filterable)
                .filter(column -> range == (column.type().numeric() || column.type().temporal()));
    }

    public Register register() {
        return register;
    }

    /** The first value of a name, {@code null} where nothing was given. */
    public String value(String name) {
        List<String> values = params.get(name);
        return values == null ? null : values.get(0);
    }

    /** All values of a name. */
    public List<String> values(String name) {
        return params.getOrDefault(name, List.of());
    }

    /** Whether this value was given for this name. */
    public boolean chosen(String name, String value) {
        return values(name).contains(value);
    }

    /** Everything that was understood, for addresses and saved views; without the page. */
    public Map<String, List<String>> params() {
        Map<String, List<String>> all = new LinkedHashMap<>(params);
        all.remove("page");
        return all;
    }

    /** Whether anything narrows the list beyond the usual period. */
    public boolean narrowed() {
        return params.keySet().stream().anyMatch(name -> !List.of("sort", "page").contains(name));
    }

    /** Whether all rows of the register are asked for. */
    public boolean whole() {
        return "all".equals(period()) && params.keySet().stream().allMatch(name -> List.of("sort", "page", "period").contains(name));
    }

    /** How many filters of columns are set, so that they can be shown. */
    public int columnFilters() {
        return (int) params.keySet().stream().filter(name -> name.startsWith("c.")).count();
    }

    /** The conditions in words, with a semicolon between them. */
    public String inWords() {
        List<String> words = new ArrayList<>();
        if (value("q") != null) {
            words.add("包含“" + value("q") + "”");
        }
        if (value("open") != null) {
            words.add("yes".equals(value("open")) ? register.openLabel() : register.doneLabel());
        }
        boolean reversed = reversed(readDay("from"), readDay("until"));
        LocalDate from = reversed ? null : readDay("from");
        LocalDate until = reversed ? null : readDay("until");
        words.add(register.time().label() + "：" + (from == null && until == null ? Choice.label(PERIODS, period()) : range(from, until)));
        for (RegisterColumn column : register.columns()) {
            String name = "c." + column.key();
            if (!values(name).isEmpty()) {
                words.add(column.label() + "：" + values(name).stream().map(value -> switch (column.type()) {
                    case CHOICE, CHOICES -> Choice.label(column.choices(), value);
                    case YES_NO -> "yes".equals(value) ? "是" : "否";
                    default -> "包含“" + value + "”";
                }).collect(java.util.stream.Collectors.joining("、")));
            } else {
                boolean days = column.type().temporal();
                Comparable<?> least = days ? readDay(name + ".from") : readNumber(name + ".from");
                Comparable<?> most = days ? readDay(name + ".to") : readNumber(name + ".to");
                if ((least != null || most != null) && !(days ? reversed((LocalDate) least, (LocalDate) most) : reversed((BigDecimal) least, (BigDecimal) most))) {
                    words.add(column.label() + "：" + range(least, most));
                }
            }
        }
        return String.join("；", words);
    }

    private static <T extends Comparable<? super T>> boolean reversed(T from, T to) {
        return from != null && to != null && from.compareTo(to) > 0;
    }

    private boolean refuseReversed(boolean reversed, String label) {
        if (reversed) {
            problems.add("“" + label + "”的起止填反了，请对调；这一条件没有生效。");
        }
        return reversed;
    }

    private static String range(Object from, Object to) {
        return from == null ? "到 " + to : to == null ? "从 " + from : from + " 到 " + to;
    }

    /** What could not be understood, in Chinese. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** The period, the usual one where nothing else is asked for. */
    public String period() {
        String asked = value("period");
        return PERIODS.stream().map(Choice::code).filter(code -> code.equals(asked)).findFirst().orElse(register.usualPeriod());
    }

    int page() {
        try {
            return value("page") == null ? 0 : Math.max(0, Integer.parseInt(value("page")));
        } catch (NumberFormatException noNumber) {
            return 0;
        }
    }

    /** The column it is sorted by. */
    public RegisterColumn sortColumn() {
        String sort = value("sort");
        return sort == null ? register.time()
                : register.column(sort.startsWith("-") ? sort.substring(1) : sort).filter(RegisterColumn::sortable).orElse(register.time());
    }

    /** Whether it is sorted from the greatest down. */
    public boolean falling() {
        String sort = value("sort");
        return sort == null || sort.startsWith("-") || !sortColumn().key().equals(sort);
    }

    /** What a click on the head of this column sorts by. */
    public String sortBy(RegisterColumn column) {
        boolean same = sortColumn() == column;
        return (same ? !falling() : column.type().temporal() || column.type().numeric()) ? "-" + column.key() : column.key();
    }

    String orderBy() {
        RegisterColumn column = sortColumn();
        return column.sql() + direction() + (column.neverEmpty() ? "" : " nulls last") + ", " + orderOfEmpty();
    }

    /** The order of the rows that have a value in the column it is sorted by; an index can be read for it in both directions. */
    String orderOfFilled() {
        return sortColumn().sql() + direction() + ", " + orderOfEmpty();
    }

    /** The order of the rows that have none, which come last. */
    String orderOfEmpty() {
        return register.id() + direction();
    }

    private String direction() {
        return falling() ? " desc" : "";
    }

    /**
     * The condition, without the word {@code where}.
     *
     * @param site which sites may be seen, see {@link Plans#site}
     * @param bound takes the values that the condition names
     */
    String condition(String site, LocalDate today, java.time.ZoneId zone, Map<String, Object> bound) {
        problems.clear();
        StringBuilder where = new StringBuilder(site);
        bound.put("today", today);
        if ("yes".equals(value("open"))) {
            where.append(" and (").append(register.openCondition()).append(")");
        } else if ("no".equals(value("open"))) {
            where.append(" and not (").append(register.openCondition()).append(")");
        }
        period(where, today, zone, bound);
        int n = 0;
        for (RegisterColumn column : register.columns()) {
            if (column.filterable()) {
                filter(where, column, "f" + n++, today, zone, bound);
            }
        }
        if (value("q") != null) {
            where.append(CaseWords.condition(register.caseAlias(), value("q"), bound));
        }
        return where.toString();
    }

    private void period(StringBuilder where, LocalDate today, java.time.ZoneId zone, Map<String, Object> bound) {
        LocalDate from = day("from", register.time().label());
        LocalDate until = day("until", register.time().label());
        if (refuseReversed(reversed(from, until), register.time().label())) {
            from = null;
            until = null;
        }
        if (from == null && until == null && !"all".equals(period())) {
            from = today.minusDays(Long.parseLong(period()) - 1);
        }
        range(where, register.time(), "period", from, until, today, zone, bound);
    }

    private void range(StringBuilder where, RegisterColumn column, String name, LocalDate from, LocalDate until, LocalDate today, java.time.ZoneId zone,
            Map<String, Object> bound) {
        boolean moment = column.type() == RegisterColumn.Type.MOMENT;
        if (from != null) {
            bound.put(name + "From", moment ? from.atStartOfDay(zone).toOffsetDateTime() : from);
        }
        if (until != null) {
            bound.put(name + "Until", moment ? until.plusDays(1).atStartOfDay(zone).toOffsetDateTime() : until);
        }
        Function<String, String> within = sql -> (from == null ? "" : " and " + sql + " >= :" + name + "From")
                + (until == null ? "" : " and " + sql + (moment ? " < :" : " <= :") + name + "Until");
        where.append(within.apply(column.sql()));
        if (!column.holders().isEmpty() && from != null && from.plusDays(LONGEST_SPAN_OF_FEW).isAfter(until == null ? today : until)) {
            where.append(" and ").append(register.id()).append(column.holders().stream()
                    .map(holder -> "select h.case_number from " + holder.table() + " h where true" + within.apply("h." + holder.column()))
                    .collect(Collectors.joining(" union all ", " in (", ")")));
        }
    }

    private void filter(StringBuilder where, RegisterColumn column, String name, LocalDate today, java.time.ZoneId zone, Map<String, Object> bound) {
        String param = "c." + column.key();
        switch (column.type()) {
            case CASE, RECORD, TEXT, LONG_TEXT -> {
                if (value(param) != null) {
                    if (column.grams() != null) {
                        where.append(" and ").append(column.grams()).append(" @> cast(:").append(name).append("Grams as text[])");
                        bound.put(name + "Grams", Arrays.stream(CaseWords.grams(value(param))).map(gram -> column.gramPrefix() + gram).toArray(String[]::new));
                    }
                    where.append(" and ").append(column.sql()).append(" ilike :").append(name);
                    bound.put(name, "%" + CaseWords.like(value(param)) + "%");
                }
            }
            case CHOICE -> {
                if (!values(param).isEmpty()) {
                    where.append(" and ").append(column.sql()).append(" in (:").append(name).append(")");
                    bound.put(name, values(param));
                }
            }
            case CHOICES -> {
                if (value(param) != null) {
                    where.append(" and string_to_array(").append(column.sql()).append(", ',') && cast(:").append(name).append(" as text[])");
                    bound.put(name, values(param).toArray(String[]::new));
                }
            }
            case YES_NO -> {
                if ("yes".equals(value(param)) || "no".equals(value(param))) {
                    where.append(" and (").append(column.sql()).append(") is ").append("yes".equals(value(param)) ? "true" : "not true");
                }
            }
            case MOMENT, DATE -> {
                LocalDate from = day(param + ".from", column.label());
                LocalDate to = day(param + ".to", column.label());
                if (!refuseReversed(reversed(from, to), column.label())) {
                    range(where, column, name, from, to, today, zone, bound);
                }
            }
            case MONEY, NUMBER -> {
                BigDecimal from = number(param + ".from", column.label());
                BigDecimal to = number(param + ".to", column.label());
                if (refuseReversed(reversed(from, to), column.label())) {
                    return;
                }
                if (from != null) {
                    where.append(" and ").append(column.sql()).append(" >= :").append(name).append("From");
                    bound.put(name + "From", from);
                }
                if (to != null) {
                    where.append(" and ").append(column.sql()).append(" <= :").append(name).append("To");
                    bound.put(name + "To", to);
                }
            }
        }
    }

    private LocalDate day(String name, String label) {
        LocalDate day = readDay(name);
        if (day == null && value(name) != null) {
            problems.add("“" + label + "”请按 2026-11-22 的样子填写日期，这一条件没有生效。");
        }
        return day;
    }

    private LocalDate readDay(String name) {
        try {
            LocalDate day = value(name) == null ? null : LocalDate.parse(value(name));
            return day == null || day.getYear() < 1900 || day.getYear() > 2999 ? null : day;
        } catch (DateTimeParseException noDay) {
            return null;
        }
    }

    private BigDecimal number(String name, String label) {
        BigDecimal number = readNumber(name);
        if (number == null && value(name) != null) {
            problems.add("“" + label + "”请填写数字，这一条件没有生效。");
        }
        return number;
    }

    private BigDecimal readNumber(String name) {
        try {
            BigDecimal number = value(name) == null ? null : new BigDecimal(value(name).replace(",", ""));
            return number == null || number.abs().compareTo(MOST) >= 0 || number.scale() > MOST_DECIMALS || number.scale() < -MOST_DECIMALS ? null : number;
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }
}
