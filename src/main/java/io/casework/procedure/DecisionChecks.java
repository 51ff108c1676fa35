package io.casework.procedure;

import io.casework.organisation.Posts;
import io.casework.platform.RuleViolation;
import io.casework.procedure.DecisionTable.Column;
import io.casework.procedure.DecisionTable.Row;
import io.casework.procedure.gate.TableUse;
import io.casework.worktime.Limit;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What the gate cannot know of the new rows of a table: whether the procedures understand the answers, and whether a case that found its row before
 * still finds exactly one. A table that is sound for the engine can stop every cost approval of the house.
 */
@Component
class DecisionChecks implements TableUse {

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern TEXTS = Pattern.compile("(not\\()?\\s*\"[^\"]*\"(\\s*,\\s*\"[^\"]*\")*\\s*\\)?");
    private static final Pattern NUMBERS = Pattern.compile("[-\\d.\\s<>=,()\\[\\]]+|null|not\\(.*\\)");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z]\\w*");
    private static final Pattern COMPARED = Pattern.compile("([A-Za-z]\\w*)\\s*>=\\s*([A-Za-z]\\w*)");
    private static final String OTHER = "（其他）";
    private static final int MOST_CASES = 20_000;
    private static final BigDecimal CENT = new BigDecimal("0.01");
    private static final int LONGEST_NOTE = 500;

    private final Posts posts;
    private final Decisions decisions;
    private final DecisionWords words;
    private final ObjectProvider<ProcessEngine> engine;

    DecisionChecks(Posts posts, Decisions decisions, DecisionWords words, ObjectProvider<ProcessEngine> engine) {
        this.posts = posts;
        this.decisions = decisions;
        this.words = words;
        this.engine = engine;
    }

    @Override
    public Answer check(String key, byte[] inForce, byte[] next) {
        Optional<DecisionTable> before = table(key, inForce);
        Optional<DecisionTable> after = table(key, next);
        if (before.isEmpty() || after.isEmpty() || !named(before.get().inputs()).equals(named(after.get().inputs()))
                || !named(before.get().outputs()).equals(named(after.get().outputs()))) {
            return new Answer(List.of(), Optional.empty());
        }
        List<String> wrong = List.copyOf(cells(before.get(), after.get().rows()).values());
        return new Answer(wrong, wrong.isEmpty() ? firstGap(before.get(), inForce, after.get(), next) : Optional.empty());
    }

    private static List<String> named(List<Column> columns) {
        return columns.stream().map(column -> column.name() + ' ' + column.type()).toList();
    }

    private static Optional<DecisionTable> table(String key, byte[] file) {
        return DecisionFile.read(file).flatMap(read -> read.table(key)).filter(DecisionTable::isTable);
    }

    /** Name of the field of a cell: {@code row.0.in.1}. */
    static String field(int row, boolean output, int column) {
        return "row." + row + (output ? ".out." : ".in.") + column;
    }

    /** Cell by cell; field to Chinese message, empty where all is well. */
    Map<String, String> cells(DecisionTable table, List<Row> rows) {
        Map<String, String> wrong = new LinkedHashMap<>();
        Map<String, Row> before = table.rows().stream().collect(Collectors.toMap(Row::id, row -> row, (one, other) -> one));
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            Row old = before.get(row.id());
            for (int j = 0; j < table.inputs().size(); j++) {
                if (old == null || !old.inputs().get(j).equals(row.inputs().get(j))) {
                    tell(wrong, i, false, j, table.inputs().get(j), condition(table.inputs().get(j), row.inputs().get(j)));
                }
            }
            for (int j = 0; j < table.outputs().size(); j++) {
                if (old == null || !old.outputs().get(j).equals(row.outputs().get(j))) {
                    tell(wrong, i, true, j, table.outputs().get(j), answer(table.outputs().get(j), row.outputs().get(j), old == null ? null : old.outputs().get(j)));
                }
            }
            if (row.note().length() > LONGEST_NOTE) {
                wrong.put("row." + i + ".note", "第 " + (i + 1) + " 行的说明不能超过 " + LONGEST_NOTE + " 个字");
            }
        }
        return wrong;
    }

    private static void tell(Map<String, String> wrong, int row, boolean output, int column, Column of, String problem) {
        if (problem != null) {
            wrong.put(field(row, output, column), "第 " + (row + 1) + " 行“" + DecisionWords.label(of) + "”：" + problem);
        }
    }

    private String condition(Column column, String cell) {
        String text = cell.strip();
        if (text.isEmpty() || text.equals("-") || text.equals("null")) {
            return null;
        }
        if (column.isYesNo()) {
            return text.equals("true") || text.equals("false") ? null : "应为是、否或不限";
        }
        if (column.isNumber()) {
            return NUMBERS.matcher(text).matches() ? null : "应写成 <= 1000、> 10000、(1000..10000] 或一个数，不限时留空";
        }
        if (column.type().equals("string")) {
            if (!TEXTS.matcher(text).matches()) {
                return "文字要加双引号，几个用逗号分开，如 \"A\",\"B\"，不限时留空";
            }
            Map<String, String> known = words.codes(column);
            return known.isEmpty() ? null : TEXT.matcher(text).results().map(found -> found.group(1)).filter(code -> !known.containsKey(code)).findFirst()
                    .map(code -> unknown(code, known)).orElse(null);
        }
        return null;
    }

    private String answer(Column column, String cell, String old) {
        String text = cell.strip();
        if (column.isYesNo()) {
            return text.equals("true") || text.equals("false") ? null : "应为是或否";
        }
        if (column.isNumber()) {
            if (!NUMBER.matcher(text).matches()) {
                return "应为数字";
            }
            if (column.name().equals("remindPercent") && (new BigDecimal(text).compareTo(BigDecimal.ONE) < 0 || new BigDecimal(text).compareTo(new BigDecimal(99)) > 0)) {
                return "应在 1 到 99 之间";
            }
            return column.type().equals("integer") && text.contains(".") ? "应为整数" : null;
        }
        Optional<String> literal = DecisionWords.literal(text);
        return literal.isEmpty() ? null : text(column, literal.get(), old == null ? null : DecisionWords.literal(old).orElse(null));
    }

    private String text(Column column, String text, String old) {
        if (DecisionWords.holdsPosts(column)) {
            boolean several = column.name().toLowerCase(java.util.Locale.ROOT).endsWith("posts");
            List<String> named = text.isBlank() ? List.of() : several ? Arrays.stream(text.split(",", -1)).map(String::strip).toList() : List.of(text);
            return named.stream().filter(post -> !posts.exists(post)).findFirst().map(post -> "没有编码为“" + post + "”的岗位").orElse(null);
        }
        Map<String, String> known = words.codes(column);
        if (!known.isEmpty()) {
            return (text.isBlank() ? List.<String>of() : Arrays.stream(text.split(",", -1)).map(String::strip).toList()).stream()
                    .filter(code -> !known.containsKey(code)).findFirst().map(code -> unknown(code, known)).orElse(null);
        }
        return switch (column.name()) {
            case "limit" -> limit(text);
            case "deadline" -> decisions.first("deadlines", Map.of("deadline", text)).isPresent() ? null : "期限表里没有“" + text + "”这一行";
            case "value" -> value(text, old);
            default -> null;
        };
    }

    private static String unknown(String code, Map<String, String> known) {
        return "流程不认识“" + code + "”，可用的有：" + known.entrySet().stream().map(entry -> entry.getKey() + "（" + entry.getValue() + "）").collect(Collectors.joining("、"));
    }

    private static String limit(String text) {
        try {
            Limit.parse(text);
            return null;
        } catch (RuleViolation wrong) {
            return wrong.getMessage();
        }
    }

    /** A setting keeps its kind: a number stays a number, a switch a switch. */
    private static String value(String text, String old) {
        if (text.isBlank()) {
            return "请填写";
        }
        if (old == null) {
            return null;
        }
        if (old.equals("true") || old.equals("false")) {
            return text.equals("true") || text.equals("false") ? null : "应为 true（是）或 false（否）";
        }
        if (NUMBER.matcher(old).matches()) {
            return !NUMBER.matcher(text).matches() || !old.contains(".") && text.contains(".") ? "应为" + (old.contains(".") ? "数字" : "整数") : null;
        }
        return null;
    }

    /**
     * Asks the old and the new rows about every case that the borders of both tell apart.
     *
     * @return a sentence for the first case that found its row before and finds none now, or more than one where only one may fit
     */
    Optional<String> firstGap(DecisionTable before, byte[] fileBefore, DecisionTable after, byte[] fileAfter) {
        List<List<Case>> columns = new ArrayList<>();
        long cases = 1;
        for (int i = 0; i < after.inputs().size(); i++) {
            List<Case> values = values(after.inputs().get(i), cellsOf(before, i), cellsOf(after, i));
            cases *= values.size();
            if (values.isEmpty() || cases > MOST_CASES) {
                return Optional.empty();
            }
            columns.add(values);
        }
        ProcessEngineConfigurationImpl configuration = (ProcessEngineConfigurationImpl) engine.getObject().getProcessEngineConfiguration();
        return configuration.getCommandExecutorTxRequired().execute((Command<Optional<String>>) context -> {
            DmnEngine dmn = configuration.getDmnEngine();
            DmnDecision old;
            DmnDecision now;
            try {
                old = dmn.parseDecision(before.key(), new ByteArrayInputStream(fileBefore));
                now = dmn.parseDecision(after.key(), new ByteArrayInputStream(fileAfter));
            } catch (DmnEngineException unreadable) {
                // The gate says what is wrong with it.
                return Optional.empty();
            }
            return search(dmn, old, now, after, columns);
        });
    }

    private Optional<String> search(DmnEngine dmn, DmnDecision old, DmnDecision now, DecisionTable table, List<List<Case>> columns) {
        int[] at = new int[columns.size()];
        while (true) {
            Map<String, Object> inputs = new HashMap<>();
            List<String> told = new ArrayList<>();
            for (int i = 0; i < at.length; i++) {
                Case one = columns.get(i).get(at[i]);
                inputs.putAll(one.inputs());
                told.add("“" + DecisionWords.label(table.inputs().get(i)) + "”为“" + one.words() + "”");
            }
            if (fits(dmn, old, inputs) == Fit.YES) {
                Fit fit = fits(dmn, now, inputs);
                if (fit != Fit.YES) {
                    return Optional.of(String.join("、", told) + (fit == Fit.NONE ? "时，没有一行适用；原来有。请补上这种情况。"
                            : "时，有不止一行适用，或者无法判定；每种情况只能有一行。"));
                }
            }
            int column = at.length - 1;
            while (column >= 0 && ++at[column] == columns.get(column).size()) {
                at[column--] = 0;
            }
            if (column < 0) {
                return Optional.empty();
            }
        }
    }

    private enum Fit { YES, NONE, UNCLEAR }

    private static Fit fits(DmnEngine dmn, DmnDecision table, Map<String, Object> inputs) {
        try {
            return dmn.evaluateDecision(table, Variables.fromMap(inputs)).isEmpty() ? Fit.NONE : Fit.YES;
        } catch (RuntimeException several) {
            return Fit.UNCLEAR;
        }
    }

    /** A value of a column with what it is called. */
    private record Case(Map<String, Object> inputs, String words) {
    }

    private List<Case> values(Column column, Set<String> before, Set<String> after) {
        Set<String> cells = new LinkedHashSet<>(before);
        cells.addAll(after);
        Matcher compared = COMPARED.matcher(column.name());
        if (compared.matches()) {
            return List.of(new Case(Map.of(compared.group(1), 1, compared.group(2), 0), "是"), new Case(Map.of(compared.group(1), 0, compared.group(2), 1), "否"));
        }
        if (!VARIABLE.matcher(column.name()).matches()) {
            return List.of();
        }
        if (column.isYesNo()) {
            return List.of(one(column, true, "是"), one(column, false, "否"));
        }
        List<Case> values = new ArrayList<>();
        if (column.isNumber()) {
            Set<BigDecimal> numbers = new TreeSet<>();
            BigDecimal step = column.type().equals("integer") ? BigDecimal.ONE : CENT;
            cells.forEach(cell -> NUMBER.matcher(cell).results().map(found -> new BigDecimal(found.group().replace("-", ""))).forEach(number ->
                    numbers.addAll(List.of(number.subtract(step), number, number.add(step)))));
            if (numbers.isEmpty()) {
                numbers.add(BigDecimal.ONE);
            }
            numbers.forEach(number -> values.add(one(column, number.doubleValue(), number.toPlainString())));
            if (cells.contains("null")) {
                values.add(one(column, null, "空"));
            }
            return values;
        }
        Set<String> texts = new LinkedHashSet<>(words.codes(column).keySet());
        cells.forEach(cell -> TEXT.matcher(cell).results().map(found -> found.group(1)).forEach(texts::add));
        texts.add(OTHER);
        texts.forEach(text -> values.add(one(column, text, words.condition(column, "\"" + text + "\""))));
        return values;
    }

    private static Case one(Column column, Object value, String words) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put(column.name(), value);
        return new Case(inputs, words);
    }

    private static Set<String> cellsOf(DecisionTable table, int column) {
        return column >= table.inputs().size() ? Set.of() : table.rows().stream().map(row -> row.inputs().get(column)).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
