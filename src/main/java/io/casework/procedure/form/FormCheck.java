package io.casework.procedure.form;

import io.casework.procedure.form.FormNode.Bound;
import io.casework.procedure.form.FormNode.Group;
import io.casework.procedure.form.FormNode.Input;
import io.casework.procedure.form.FormNode.Rows;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** One submission being checked. First what is shown is worked out, then each field is judged in the order of the form. */
final class FormCheck {

    private static final int MAX_REPORTED_UNKNOWN_KEYS = 20;
    private static final int MAX_REPORTED_ROWS = 20;
    /** A one-line field shows line ends and tabs as spaces, so a difference in white space is none. */
    private static final Pattern WHITESPACE = Pattern.compile("\\s+");
    private static final Pattern EMAIL = Pattern.compile(
            "[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
                    + "(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*");
    private static final Pattern PHONE = Pattern.compile(
            "(?:\\+86[- ]?)?1[3-9]\\d{9}|(?:0\\d{2,3}[- ]?)?[2-9]\\d{6,7}(?:[- ]\\d{1,6})?|[48]00[- ]?\\d{3}[- ]?\\d{4}|\\+\\d{7,18}");

    private final FormDefinition form;
    private final Map<String, Object> context;
    private final Map<String, List<Option>> options;
    private final Feel feel;
    private final Clock clock;
    private final Map<String, String> errors = new LinkedHashMap<>();
    private Visibility visibility;

    FormCheck(FormDefinition form, Map<String, Object> context, Map<String, List<Option>> options, Feel feel, Clock clock) {
        this.form = form;
        this.context = ClientView.of(context, form.contextNames(), clock.getZone());
        this.options = options == null ? Map.of() : options;
        this.feel = feel;
        this.clock = clock;
    }

    CheckedForm run(Map<String, Object> submitted) {
        Map<String, Object> sent;
        try {
            sent = Submission.copy(submitted, listKeys(form.nodes(), new HashSet<>()));
        } catch (Submission.TooMuch e) {
            return new CheckedForm(Map.of(), Map.of("form", "提交的内容过多或层次过深，请减少内容后重新提交"));
        }
        visibility = new Visibility(form.nodes(), context, feel, clock.getZone());
        Visibility.Scope top = visibility.workOut(sent);
        Map<String, Object> values = new LinkedHashMap<>();
        checkAll(form.nodes(), new Place("", ""), sent, context, top, values);
        refuseUnknown(sent, keys(form.nodes(), new HashSet<>()), new Place("", ""));
        return new CheckedForm(values, errors);
    }

    /** The prefix of the error keys and of the names in messages; both empty outside of lists. */
    private record Place(String path, String words) {

        Place row(Rows rows, int index) {
            return new Place(path + rows.key() + "[" + index + "].", name(rows.field()) + "第 " + (index + 1) + " 行的");
        }

        String name(FormField field) {
            return words + "“" + field.label() + "”";
        }
    }

    private static Set<String> listKeys(List<FormNode> nodes, Set<String> keys) {
        for (FormNode node : nodes) {
            if (node instanceof Group group) {
                listKeys(group.nodes(), keys);
            } else if (node instanceof Rows rows) {
                keys.add(rows.key());
            } else if (node instanceof Input input && input.type().isMultipleChoice()) {
                keys.add(input.key());
            }
        }
        return keys;
    }

    private static Set<String> keys(List<FormNode> nodes, Set<String> keys) {
        for (FormNode node : nodes) {
            if (node instanceof Group group) {
                keys(group.nodes(), keys);
            } else {
                keys.add(node instanceof Rows rows ? rows.key() : ((Input) node).key());
            }
        }
        return keys;
    }

    private void refuseUnknown(Map<String, Object> sent, Set<String> known, Place place) {
        int reported = 0;
        for (String key : sent.keySet()) {
            if (!known.contains(key) && reported++ < MAX_REPORTED_UNKNOWN_KEYS) {
                errors.putIfAbsent(place.path() + Texts.quote(key),
                        place.words() + "表单中没有“" + Texts.quote(key) + "”这一项，请刷新页面后重新填写");
            }
        }
    }

    private void checkAll(List<FormNode> nodes, Place place, Map<String, Object> sent, Map<String, Object> shown,
                          Visibility.Scope scope, Map<String, Object> values) {
        for (FormNode node : nodes) {
            if (node instanceof Group group) {
                checkAll(group.nodes(), place, sent, shown, scope, values);
            } else if (node instanceof Rows rows) {
                checkRows(rows, place, sent, shown, scope, values);
            } else if (node instanceof Input input) {
                checkInput(input, place, sent, shown, scope, values);
            }
        }
    }

    private void checkInput(Input input, Place place, Map<String, Object> sent, Map<String, Object> shown, Visibility.Scope scope,
                            Map<String, Object> values) {
        String path = place.path() + input.key();
        Object raw = sent.get(input.key());
        if (input.type() == ComponentType.EXPRESSION) {
            Object computed = computedValue(visibility.computed(path));
            if (computed != null) {
                values.put(input.key(), computed);
            }
        } else if (visibility.isHidden(path)) {
            if (raw != null) {
                errors.put(path, place.name(input.field()) + "在当前情况下不用填写，请刷新页面后重新提交");
            }
        } else if (isFixed(input, scope)) {
            // Within lists the row has been matched as a whole.
            if (place.path().isEmpty() && !repeats(input, raw, visibility.initial(input, shown))) {
                errors.put(path, place.name(input.field()) + "只能查看，不能修改，请刷新页面后重新提交");
            }
        } else {
            Object value = typed(input, raw, path, place.name(input.field()), scope);
            if (value != null) {
                values.put(input.key(), value);
            }
        }
    }

    private boolean isFixed(Input input, Visibility.Scope scope) {
        return input.disabled() || input.readonly() || feel.holds(input.readonlyWhen(), scope.facts());
    }

    // Lists

    private void checkRows(Rows rows, Place place, Map<String, Object> sent, Map<String, Object> shown, Visibility.Scope scope,
                           Map<String, Object> values) {
        String path = place.path() + rows.key();
        String name = place.name(rows.field());
        Object raw = sent.get(rows.key());
        if (visibility.isHidden(path)) {
            if (raw != null) {
                errors.put(path, name + "在当前情况下不用填写，请刷新页面后重新提交");
            }
            return;
        }
        List<Map<String, Object>> shownRows = Visibility.rowsOf(shown.get(rows.key()));
        int expected = shown.get(rows.key()) instanceof List<?> ? shownRows.size() : rows.defaultRows();
        if (raw == null) {
            if (rows.minRows() > 0) {
                errors.put(path, name + "至少要有 " + rows.minRows() + " 行，请补充");
            } else if (!rows.mayGrow() && expected > 0 && demandsInput(rows.nodes())) {
                errors.put(path, "请填写" + name);
            }
            return;
        }
        if (!(raw instanceof List<?> list)) {
            errors.put(path, name + "必须是列表，请刷新页面后重新填写");
            return;
        }
        if (list.size() > rows.maxRows()) {
            errors.put(path, name + "最多 " + rows.maxRows() + " 行，现在有 " + list.size() + " 行，请删减");
            return;
        }
        if (!rows.mayGrow() && list.size() != expected) {
            errors.put(path, name + "的行数不能增减，应为 " + expected + " 行，请刷新页面后重新填写");
            return;
        }
        List<Map<String, Object>> result = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        int before = errors.size();
        for (int i = 0; i < list.size() && errors.size() - before < MAX_REPORTED_ROWS; i++) {
            Map<String, Object> row = checkRow(rows, place.row(rows, i), list.get(i), shownRows, taken, scope.row(rows.key(), i), i);
            boolean blank = row.values().stream().allMatch(Boolean.FALSE::equals);
            if (!blank || !rows.mayGrow()) {
                result.add(row);
            }
        }
        if (errors.size() == before && result.size() < rows.minRows()) {
            errors.put(path, name + "至少要有 " + rows.minRows() + " 行，请补充");
        }
        if (!result.isEmpty()) {
            values.put(rows.key(), List.copyOf(result));
        }
    }

    private Map<String, Object> checkRow(Rows rows, Place place, Object raw, List<Map<String, Object>> shownRows, Set<Integer> taken,
                                         Visibility.Scope scope, int index) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (!(raw instanceof Map<?, ?> map)) {
            errors.put(place.path().substring(0, place.path().length() - 1),
                    place.words().substring(0, place.words().length() - 1) + "格式不对，请刷新页面后重新填写");
            return values;
        }
        Map<String, Object> row = new LinkedHashMap<>();
        map.forEach((key, value) -> row.put((String) key, value));
        Map<String, Object> shownRow = matchShownRow(rows, place, row, shownRows, taken, scope, values);
        if (shownRow == null) {
            shownRow = index < shownRows.size() ? shownRows.get(index) : Map.of();
        }
        checkAll(rows.nodes(), place, row, shownRow, scope, values);
        refuseUnknown(row, keys(rows.nodes(), new HashSet<>()), place);
        return values;
    }

    /**
     * Read-only values within a list say what a row is about. They must all come from one row that was shown, and no shown row counts
     * twice; rows that the person adds hold the defaults.
     */
    private Map<String, Object> matchShownRow(Rows rows, Place place, Map<String, Object> row, List<Map<String, Object>> shownRows,
                                              Set<Integer> taken, Visibility.Scope scope, Map<String, Object> values) {
        List<Input> fixed = fixedInputs(rows.nodes(), place, scope, new ArrayList<>());
        List<Input> claimed = fixed.stream().filter(input -> !isEmpty(row.get(input.key()))).toList();
        if (claimed.isEmpty()) {
            return null;
        }
        for (int i = 0; i < shownRows.size(); i++) {
            Map<String, Object> shown = shownRows.get(i);
            if (!taken.contains(i)
                    && fixed.stream().allMatch(input -> repeats(input, row.get(input.key()), visibility.initial(input, shown)))) {
                taken.add(i);
                for (Input input : fixed) {
                    Object kept = keptValue(input, visibility.initial(input, shown));
                    if (kept != null) {
                        values.put(input.key(), kept);
                    }
                }
                return shown;
            }
        }
        for (Input input : claimed) {
            if (!repeats(input, row.get(input.key()), input.initialValue())) {
                errors.put(place.path() + input.key(), place.name(input.field()) + "只能查看，不能修改，请刷新页面后重新提交");
            } else {
                values.put(input.key(), keptValue(input, input.initialValue()));
            }
        }
        return null;
    }

    /** A value that was shown, in the type of its field as far as it can be read. */
    private Object keptValue(Input input, Object shown) {
        if (isEmpty(shown)) {
            return null;
        }
        Object typed = switch (input.type()) {
            case NUMBER -> shown instanceof Number number ? Numbers.ofComputed(number)
                    : shown instanceof String text ? Numbers.of(text) : null;
            case DATETIME -> shown instanceof String text ? Moments.parse(input.momentKind(), text, clock) : null;
            default -> shown;
        };
        return typed instanceof BigDecimal number ? computedValue(number) : typed == null ? shown : typed;
    }

    private List<Input> fixedInputs(List<FormNode> nodes, Place place, Visibility.Scope scope, List<Input> found) {
        for (FormNode node : nodes) {
            if (node instanceof Group group) {
                fixedInputs(group.nodes(), place, scope, found);
            } else if (node instanceof Input input && input.type() != ComponentType.EXPRESSION
                    && !visibility.isHidden(place.path() + input.key()) && isFixed(input, scope)) {
                found.add(input);
            }
        }
        return found;
    }

    private static boolean demandsInput(List<FormNode> nodes) {
        return nodes.stream().anyMatch(node -> node instanceof Input input
                ? input.required() && !input.disabled() && !input.readonly() && input.hide() == null
                : node instanceof Group group && group.hide() == null && demandsInput(group.nodes()));
    }

    // What was shown

    private static boolean isEmpty(Object raw) {
        return raw == null || Boolean.FALSE.equals(raw) || (raw instanceof String text && Texts.isBlank(text))
                || (raw instanceof List<?> list && list.isEmpty());
    }

    /** Whether the client repeats what it was shown. Left out or empty is fine: nothing is taken from the client anyway. */
    private boolean repeats(Input input, Object raw, Object shown) {
        if (isEmpty(raw)) {
            return true;
        }
        if (input.type() == ComponentType.DATETIME && raw instanceof String a && shown instanceof String b) {
            Temporal first = Moments.parse(input.momentKind(), a, clock);
            if (first != null && first.equals(Moments.parse(input.momentKind(), b, clock))) {
                return true;
            }
        }
        if (input.type().isMultipleChoice() && raw instanceof List<?> a && shown instanceof List<?> b) {
            return new HashSet<>(a.stream().map(FormCheck::comparable).toList())
                    .equals(new HashSet<>(b.stream().map(FormCheck::comparable).toList()));
        }
        return Objects.equals(comparable(raw), comparable(shown));
    }

    private static Object comparable(Object value) {
        if (value instanceof Number number) {
            BigDecimal decimal = Numbers.ofComputed(number);
            return decimal == null ? number.toString() : Numbers.plain(decimal);
        }
        if (value instanceof String text) {
            BigDecimal decimal = Numbers.of(text);
            return decimal != null ? Numbers.plain(decimal) : WHITESPACE.matcher(text).replaceAll(" ").strip();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(FormCheck::comparable).toList();
        }
        return value instanceof Boolean ? value.toString() : value;
    }

    // Values

    /** The typed value; null if there is none or it was refused, in which case the reason has been noted. */
    private Object typed(Input input, Object raw, String path, String name, Visibility.Scope scope) {
        Object value;
        String refusal = null;
        if (raw instanceof Submission.Unreadable unreadable) {
            errors.put(path, unreadable == Submission.Unreadable.NUMBER && input.type() == ComponentType.NUMBER
                    ? name + "的数字过大或小数位过多，请核对" : wrongType(input, name));
            return null;
        }
        switch (input.type()) {
            case TEXTFIELD, TEXTAREA -> {
                if (raw != null && !(raw instanceof String)) {
                    refusal = wrongType(input, name);
                    value = null;
                } else {
                    value = text(input, (String) raw);
                    refusal = value == null ? null : refuseText(input, (String) value, name, scope);
                }
            }
            case NUMBER -> {
                value = raw instanceof Number number ? Numbers.of(number)
                        : raw instanceof String text && input.numberAsText() ? Numbers.of(text) : null;
                if (value == null && !isBlankText(raw)) {
                    refusal = wrongType(input, name);
                } else if (value != null) {
                    refusal = refuseNumber(input, (BigDecimal) value, name, scope);
                    value = refusal != null ? null : numberType(input, (BigDecimal) value);
                }
            }
            case CHECKBOX -> {
                value = raw instanceof Boolean ? raw : null;
                if (value == null && !isBlankText(raw)) {
                    refusal = wrongType(input, name);
                } else if (input.required() && !Boolean.TRUE.equals(value)) {
                    refusal = "请勾选" + name;
                }
            }
            case RADIO, SELECT -> {
                String chosen = choiceText(raw);
                value = chosen == null || chosen.isEmpty() ? null : chosen;
                if (chosen == null && raw != null) {
                    refusal = wrongType(input, name);
                } else if (value != null) {
                    refusal = refuseChoices(List.of(chosen), offered(input, scope), name);
                }
            }
            case CHECKLIST, TAGLIST -> {
                List<String> chosen = chosenList(raw);
                value = chosen == null || chosen.isEmpty() ? null : chosen;
                if (chosen == null) {
                    refusal = wrongType(input, name);
                } else if (value != null) {
                    refusal = refuseChoices(chosen, offered(input, scope), name);
                }
            }
            case DATETIME -> {
                value = raw instanceof String text ? Moments.parse(input.momentKind(), text.strip(), clock) : null;
                if (value == null && !isBlankText(raw)) {
                    refusal = wrongType(input, name);
                } else if (value != null) {
                    refusal = refuseDay(input, Moments.dayOf((Temporal) value), name);
                }
            }
            default -> throw new IllegalStateException("no input: " + input.type());
        }
        if (refusal == null && value == null && input.required()) {
            refusal = (input.type().isChoice() || input.type() == ComponentType.DATETIME ? "请选择" : "请填写") + name;
        }
        if (refusal != null) {
            errors.put(path, refusal);
            return null;
        }
        return value;
    }

    private static boolean isBlankText(Object raw) {
        return raw == null || (raw instanceof String text && Texts.isBlank(text));
    }

    private static String wrongType(Input input, String name) {
        return switch (input.type()) {
            case TEXTFIELD, TEXTAREA -> name + "必须是文字，请重新填写";
            case NUMBER -> name + "必须是数字，请重新填写";
            case CHECKBOX -> name + "只能是勾选或不勾选，请重新选择";
            case DATETIME -> name + "不是有效的" + input.momentKind().chineseName() + "，请按 " + input.momentKind().example() + " 的格式填写";
            case CHECKLIST, TAGLIST -> name + "必须是选项的列表，请重新选择";
            default -> name + "必须是一个选项，请重新选择";
        };
    }

    // Texts

    private static String text(Input input, String raw) {
        if (raw == null) {
            return null;
        }
        String text = Texts.withLineFeeds(raw);
        if (input.type() == ComponentType.TEXTFIELD) {
            text = text.replace('\n', ' ').replace('\t', ' ');
        }
        return Texts.isBlank(text) ? null : text.strip();
    }

    private String refuseText(Input input, String text, String name, Visibility.Scope scope) {
        int ceiling = input.type() == ComponentType.TEXTFIELD ? FormValidator.MAX_TEXTFIELD_LENGTH : FormValidator.MAX_TEXTAREA_LENGTH;
        BigDecimal limit = limit(input.maxLength(), scope);
        int longest = limit == null ? ceiling : limit.min(BigDecimal.valueOf(ceiling)).intValue();
        if (text.length() > longest) {
            return name + "最多 " + longest + " 个字，现在有 " + text.length() + " 个，请精简";
        }
        String refusal = Texts.refusal(text);
        if (refusal != null) {
            return name + refusal;
        }
        BigDecimal shortest = limit(input.minLength(), scope);
        if (shortest != null && BigDecimal.valueOf(text.length()).compareTo(shortest) < 0) {
            return name + "至少 " + Numbers.plain(shortest) + " 个字，现在只有 " + text.length() + " 个，请补充";
        }
        if ("email".equals(input.validationType()) && !EMAIL.matcher(text).matches()) {
            return name + "不是有效的电子邮箱地址，请按 name@example.com 的格式填写";
        }
        if ("phone".equals(input.validationType()) && !PHONE.matcher(text).matches()) {
            return name + "不是有效的电话号码，请按 13800138000 或 0571-88001234 的格式填写";
        }
        if (input.pattern() != null) {
            return switch (input.pattern().search(text)) {
                case FOUND -> null;
                case NOT_FOUND -> name + "的格式不对，" + (input.patternHint().isEmpty() ? "请按要求的格式填写" : input.patternHint());
                case GIVEN_UP -> name + "的格式无法核对，请缩短后重新填写";
            };
        }
        return null;
    }

    // Numbers

    private BigDecimal limit(Bound bound, Visibility.Scope scope) {
        if (bound.computed() == null) {
            return bound.fixed();
        }
        Object value = feel.evaluate(bound.computed(), scope.facts());
        return value instanceof Number number ? Numbers.ofComputed(number) : value instanceof String text ? Numbers.of(text) : null;
    }

    private String refuseNumber(Input input, BigDecimal value, String name, Visibility.Scope scope) {
        BigDecimal min = limit(input.min(), scope);
        BigDecimal max = limit(input.max(), scope);
        if ((min != null && value.compareTo(min) < 0) || (max != null && value.compareTo(max) > 0)) {
            return min != null && max != null ? name + "必须在 " + Numbers.plain(min) + " 到 " + Numbers.plain(max) + " 之间"
                    : min != null ? name + "不能小于 " + Numbers.plain(min) : name + "不能大于 " + Numbers.plain(max);
        }
        if (input.decimalDigits() != null && value.scale() > input.decimalDigits()) {
            return name + (input.decimalDigits() == 0 ? "必须是整数" : "最多 " + input.decimalDigits() + " 位小数");
        }
        if (input.step() != null && value.remainder(input.step()).signum() != 0) {
            BigDecimal below = value.divide(input.step(), 0, RoundingMode.FLOOR).multiply(input.step());
            return name + "必须是 " + Numbers.plain(input.step()) + " 的倍数，最近的是 " + Numbers.plain(below) + " 和 "
                    + Numbers.plain(below.add(input.step()));
        }
        return null;
    }

    private static Number numberType(Input input, BigDecimal value) {
        if (input.decimalDigits() == null) {
            return value;
        }
        return input.decimalDigits() == 0 ? (Number) value.longValueExact() : value.setScale(input.decimalDigits());
    }

    private static Object computedValue(Object value) {
        if (value instanceof Number number) {
            BigDecimal decimal = Numbers.ofComputed(number);
            return decimal == null ? null : decimal.scale() <= 0 ? (Number) decimal.longValueExact() : decimal;
        }
        if (value instanceof String text) {
            return text.isEmpty() ? null : text;
        }
        return value;
    }

    // Choices

    private static String choiceText(Object raw) {
        if (raw instanceof String text) {
            return text.strip();
        }
        if (raw instanceof Number number) {
            BigDecimal decimal = Numbers.ofComputed(number);
            return decimal == null ? null : Numbers.plain(decimal);
        }
        return raw instanceof Boolean ? raw.toString() : null;
    }

    /** The choices without repetition, or null if this is no list of choices. */
    private static List<String> chosenList(Object raw) {
        if (isBlankText(raw)) {
            return List.of();
        }
        if (!(raw instanceof List<?> list)) {
            return null;
        }
        Set<String> chosen = new LinkedHashSet<>();
        for (Object element : list) {
            String choice = choiceText(element);
            if (choice == null || choice.isEmpty()) {
                return null;
            }
            chosen.add(choice);
        }
        return List.copyOf(chosen);
    }

    private Set<String> offered(Input input, Visibility.Scope scope) {
        Set<String> offered = new HashSet<>();
        FormNode.Choices choices = input.choices();
        if (choices.source() != null) {
            options.getOrDefault(choices.source(), List.of()).forEach(option -> offered.add(option.value().strip()));
        } else if (choices.key() != null) {
            addChoices(offered, context.get(choices.key()));
        } else if (choices.fixed() != null) {
            choices.fixed().forEach(option -> offered.add(option.value().strip()));
        } else if (choices.expression() != null) {
            addChoices(offered, ClientView.of(feel.evaluate(choices.expression(), scope.facts()), clock.getZone()));
        }
        return offered;
    }

    private static void addChoices(Set<String> offered, Object list) {
        if (list instanceof List<?> elements) {
            for (Object element : elements) {
                String choice = choiceText(element instanceof Map<?, ?> map ? map.get("value") : element);
                if (choice != null && !choice.isEmpty()) {
                    offered.add(choice);
                }
            }
        }
    }

    private static String refuseChoices(List<String> chosen, Set<String> offered, String name) {
        if (offered.isEmpty()) {
            return name + "目前没有可选的内容，请联系流程管理员";
        }
        for (String choice : chosen) {
            if (!offered.contains(choice)) {
                return name + "没有“" + Texts.quote(choice) + "”这个选项，请重新选择";
            }
        }
        return null;
    }

    // Days

    private String refuseDay(Input input, LocalDate day, String name) {
        if (day == null) {
            return null;
        }
        LocalDate today = LocalDate.now(clock);
        if (input.noPastDates() && day.isBefore(today)) {
            return name + "不能早于今天（" + today + "）";
        }
        LocalDate first = input.minDate() == null ? null : input.minDate().on(clock);
        LocalDate last = input.maxDate() == null ? null : input.maxDate().on(clock);
        if ((first != null && day.isBefore(first)) || (last != null && day.isAfter(last))) {
            return first != null && last != null ? name + "必须在 " + first + " 到 " + last + " 之间"
                    : first != null ? name + "不能早于 " + first : name + "不能晚于 " + last;
        }
        return null;
    }
}
