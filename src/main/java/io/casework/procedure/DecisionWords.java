package io.casework.procedure;

import io.casework.organisation.Posts;
import io.casework.platform.RuleViolation;
import io.casework.procedure.DecisionTable.Column;
import io.casework.procedure.DecisionTable.Row;
import io.casework.worktime.Limit;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Decision tables in Chinese: 累计费用不超过 1,000 元 → 客户服务部经理审批. What it has no words for it shows as it is written. */
@Component
public class DecisionWords {

    /** What the table says for any value. */
    private static final String ANY = "不限";

    private static final String NUMBER = "(-?\\d+(?:\\.\\d+)?)";
    private static final Pattern COMPARISON = Pattern.compile("(<=|>=|<|>|=)?\\s*" + NUMBER);
    private static final Pattern RANGE = Pattern.compile("([\\[\\](])\\s*" + NUMBER + "\\s*\\.\\.\\s*" + NUMBER + "\\s*([\\[\\])])");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern LITERALS = Pattern.compile("\\s*" + LITERAL + "(?:\\s*,\\s*" + LITERAL + ")*\\s*");
    private static final Pattern UNIT = Pattern.compile("[(（]([^()（）]{1,4})[)）]$");
    private static final Pattern EXPLANATION = Pattern.compile("[(（][^()（）]{5,}[)）]$");
    private static final String POST_LABEL = "岗位";

    /** Column to code to word. The codes are those that the procedures know, in the words of their forms. */
    private static final Map<String, Map<String, String>> CODES = Map.ofEntries(
            Map.entry("callbackKind", words("COMPLAINT", "投诉", "REPAIR", "维修", "WORK_ORDER", "服务工作单")),
            Map.entry("grade", words("MAJOR", "重大投诉", "IMPORTANT", "重要投诉", "HOT", "热点投诉", "ORDINARY", "一般投诉")),
            Map.entry("way", words("VISIT", "上门回访", "CALL", "电话回访")),
            Map.entry("cause", words("ENGINEERING", "工程问题", "DESIGN", "设计问题", "MARKETING", "营销、销售管理", "PROPERTY", "物业服务", "NEIGHBOUR", "邻里纠纷", "OTHER", "其他")),
            Map.entry("tier", words("SMALL", "小额", "MEDIUM", "中额", "LARGE", "大额")),
            Map.entry("executor", words("REPAIR_TEAM", "客户服务维修队", "CONTRACTOR", "施工单位")),
            Map.entry("repairClass", words("A", "A 类", "B", "B 类", "UNKNOWN", "类别未定")),
            Map.entry("kind", words("REPAIR", "报修", "COMPLAINT", "投诉", "SUGGESTION", "建议、意见", "ENQUIRY", "咨询", "SPECIAL", "特约服务")),
            Map.entry("responsibility", words("DEVELOPER", "开发企业或施工单位", "PROPERTY", "物业公司", "COMPANY", "公司须承担", "EXTERNAL", "外联单位", "OTHER", "其他", "UNKNOWN", "不确定")),
            Map.entry("warranty", words("IN", "保修期内", "OUT", "已过保修期", "UNKNOWN", "保修期不明")),
            Map.entry("coordination", words("YES", "需要", "NO", "不需要")),
            Map.entry("category", words("ENQUIRY", "咨询", "DIRECT", "直接答复", "WORK_ORDER", "服务工作单", "RECTIFICATION", "整改类", "EXTERNAL", "其他类", "COMMUNICATION", "沟通类",
                    "COMPLAINT", "投诉", "SPECIAL", "特约服务", "REPAIR", "维修派工")),
            Map.entry("start", words("STEP", "自本步骤开始", "CASE", "自案件登记")),
            Map.entry("parties", words("SERVICE", "客户服务部", "ENGINEERING", "工程材料部", "PROPERTY", "物业公司", "REPAIR_LEADER", "维修队长", "CONTRACTOR", "施工单位", "CUSTOMER", "客户")),
            Map.entry("deadline", words("repair-single", "维修（单工种）", "repair-multi", "维修（多工种）")));

    private final Posts posts;

    DecisionWords(Posts posts) {
        this.posts = posts;
    }

    private static Map<String, String> words(String... pairs) {
        Map<String, String> words = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            words.put(pairs[i], pairs[i + 1]);
        }
        return words;
    }

    /** The codes that the procedures know in this column, with their words; empty where any text will do. */
    public Map<String, String> codes(Column column) {
        return column.name().equals("deadline") ? Map.of() : CODES.getOrDefault(column.name(), Map.of());
    }

    /** Whether the values of an output are posts, one or several with commas between them. */
    public static boolean holdsPosts(Column column) {
        return column.name().toLowerCase(Locale.ROOT).matches(".*posts?");
    }

    /** The label without unit and explanations: 累计费用. */
    public static String label(Column column) {
        return UNIT.matcher(EXPLANATION.matcher(column.label()).replaceAll("")).replaceAll("").strip();
    }

    /** A condition in words: 不超过 1,000 元. */
    public String condition(Column column, String cell) {
        String text = cell.strip();
        if (text.isEmpty() || text.equals("-")) {
            return ANY;
        }
        if (text.equals("null")) {
            return "没有填写";
        }
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true") ? "是" : "否";
        }
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            boolean lowerIn = range.group(1).equals("[");
            boolean upperIn = range.group(4).equals("]");
            return (lowerIn ? "从 " : "超过 ") + amount(range.group(2), column) + (lowerIn ? "起" : "") + "、" + (upperIn ? "不超过 " : "低于 ") + amount(range.group(3), column);
        }
        Matcher comparison = COMPARISON.matcher(text);
        if (comparison.matches()) {
            String amount = amount(comparison.group(2), column);
            return switch (Objects.toString(comparison.group(1), "=")) {
                case "<=" -> "不超过 " + amount;
                case ">=" -> amount + "及以上";
                case "<" -> "低于 " + amount;
                case ">" -> "超过 " + amount;
                default -> "等于 " + amount;
            };
        }
        if (LITERALS.matcher(text).matches()) {
            return LITERAL.matcher(text).results().map(found -> code(column, found.group(1))).collect(Collectors.joining("或"));
        }
        return text;
    }

    /** An answer in words. */
    public String result(Column column, String cell) {
        Optional<String> literal = literal(cell);
        if (literal.isEmpty()) {
            String text = cell.strip();
            return text.equals("true") ? "是" : text.equals("false") ? "否" : text.matches(NUMBER) ? amount(text, column) : text;
        }
        String text = literal.get();
        if (text.isBlank()) {
            return "无";
        }
        if (column.name().equals("limit")) {
            return limit(text);
        }
        return holdsPosts(column) || column.name().equals("parties")
                ? Arrays.stream(text.split(",")).map(one -> code(column, one.strip())).collect(Collectors.joining("、"))
                : text.equals("true") ? "是" : text.equals("false") ? "否" : code(column, text);
    }

    /** A row as a sentence: 累计费用不超过 1,000 元 → 小额；不须复核；客户服务部经理审批. */
    public String sentence(DecisionTable table, Row row) {
        List<String> conditions = new ArrayList<>();
        if (isKeyed(table)) {
            conditions.add(subject(table, row));
        } else {
            for (int i = 0; i < table.inputs().size(); i++) {
                Column column = table.inputs().get(i);
                String words = condition(column, row.inputs().get(i));
                if (!words.equals(ANY)) {
                    conditions.add(column.isNumber() ? label(column) + words : column.isYesNo() ? label(column) + "：" + words : label(column) + "为" + words);
                }
            }
        }
        List<String> results = new ArrayList<>();
        for (int i = 0; i < table.outputs().size(); i++) {
            results.add(phrase(table.outputs().get(i), row.outputs().get(i)));
        }
        results.removeIf(String::isEmpty);
        return (conditions.isEmpty() ? table.rows().size() > 1 ? "其他情况" : "总是" : String.join("，", conditions)) + " → " + String.join("；", results);
    }

    /** Whether the table is a list of named values, such as limits and settings: one condition, and each row fits one name only. */
    public static boolean isKeyed(DecisionTable table) {
        return table.inputs().size() == 1 && List.of("deadline", "setting").contains(table.inputs().get(0).name());
    }

    /** What a row of a list of named values is about: what its note says, without the clauses. */
    public static String subject(DecisionTable table, Row row) {
        String note = row.note().replaceAll("[(（][^()（）]*[A-Z]{2,}-[^()（）]*[)）]", "").strip();
        return note.isEmpty() ? literal(row.inputs().get(0)).orElse(row.inputs().get(0)) : note;
    }

    private String phrase(Column column, String cell) {
        String words = result(column, cell);
        String label = label(column);
        boolean nothing = words.equals("无");
        if (holdsPosts(column) && label.endsWith(POST_LABEL)) {
            String act = label.substring(0, label.length() - POST_LABEL.length());
            return act.equals("复核") || act.equals("审批") ? nothing ? "不须" + act : words + act
                    : act.equals("转送") ? nothing ? "不转送" : "转送" + words : label + "：" + words;
        }
        if (nothing || column.name().equals("ruleId")) {
            return "";
        }
        return switch (column.name()) {
            case "limit" -> words + "内";
            case "start" -> words + "起算";
            case "remindPercent" -> "用去 " + words + "时提醒";
            case "value" -> words;
            default -> label + "：" + words;
        };
    }

    /** What is different in the newer version, a line for each row. */
    public List<String> differences(DecisionTable before, DecisionTable after) {
        List<String> differences = new ArrayList<>();
        Map<String, Integer> places = new LinkedHashMap<>();
        for (int i = 0; i < before.rows().size(); i++) {
            places.put(before.rows().get(i).id(), i);
        }
        boolean sameColumns = before.inputs().equals(after.inputs()) && before.outputs().equals(after.outputs());
        if (!sameColumns) {
            differences.add("列有改动");
        }
        List<String> keptBefore = before.rows().stream().map(Row::id).filter(id -> after.rows().stream().anyMatch(row -> row.id().equals(id))).toList();
        List<String> keptAfter = after.rows().stream().map(Row::id).filter(places::containsKey).toList();
        if (!keptBefore.equals(keptAfter)) {
            differences.add("行的顺序有改动");
        }
        for (int i = 0; i < after.rows().size(); i++) {
            Row now = after.rows().get(i);
            Integer place = places.remove(now.id());
            if (place == null) {
                differences.add("新增第 " + (i + 1) + " 行：" + sentence(after, now));
            } else if (!now.equals(before.rows().get(place)) && sameColumns) {
                differences.add("第 " + (i + 1) + " 行：" + String.join("；", cellDifferences(after, before.rows().get(place), now)));
            }
        }
        places.values().forEach(place -> differences.add("删除原第 " + (place + 1) + " 行：" + sentence(before, before.rows().get(place))));
        return differences;
    }

    private List<String> cellDifferences(DecisionTable table, Row before, Row now) {
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < table.inputs().size(); i++) {
            Column column = table.inputs().get(i);
            if (!before.inputs().get(i).equals(now.inputs().get(i))) {
                differences.add(change(column, condition(column, before.inputs().get(i)), condition(column, now.inputs().get(i))));
            }
        }
        for (int i = 0; i < table.outputs().size(); i++) {
            Column column = table.outputs().get(i);
            if (!before.outputs().get(i).equals(now.outputs().get(i))) {
                differences.add((isKeyed(table) ? subject(table, now) + "，" : "") + change(column, result(column, before.outputs().get(i)), result(column, now.outputs().get(i))));
            }
        }
        if (!before.note().equals(now.note())) {
            differences.add("说明由“" + before.note() + "”改为“" + now.note() + "”");
        }
        return differences;
    }

    private static String change(Column column, String before, String now) {
        return label(column) + "由“" + before + "”改为“" + now + "”";
    }

    /** The rows of one version that the other does not have in the same words, as sentences. */
    public String changedRows(DecisionTable table, DecisionTable other) {
        List<String> others = other.rows().stream().map(row -> sentence(other, row) + row.note()).toList();
        return table.rows().stream().filter(row -> !others.contains(sentence(table, row) + row.note())).map(row -> sentence(table, row))
                .collect(Collectors.joining("\n"));
    }

    /** The text of a cell that holds nothing but a text in quotes. */
    static Optional<String> literal(String cell) {
        Matcher matcher = LITERAL.matcher(cell.strip());
        return matcher.matches() ? Optional.of(matcher.group(1).replace("\\\"", "\"").replace("\\\\", "\\")) : Optional.empty();
    }

    private String code(Column column, String code) {
        return holdsPosts(column) ? posts.name(code) : CODES.getOrDefault(column.name(), Map.of()).getOrDefault(code, code);
    }

    private static String limit(String text) {
        try {
            Limit limit = Limit.parse(text);
            return limit.amount() + " " + limit.unit().label();
        } catch (RuleViolation asItIs) {
            return text;
        }
    }

    private static String amount(String number, Column column) {
        Matcher unit = UNIT.matcher(column.label());
        String text = new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(new BigDecimal(number));
        return unit.find() ? unit.group(1).equals("%") ? text + "%" : text + " " + unit.group(1) : text;
    }
}
