package io.casework.recordbook;

import io.casework.organisation.Posts;
import io.casework.platform.RuleViolation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What kinds of records people keep by hand, and of which fields each consists. Administrators add to them; what entries hold is never lost by that. */
@Service
public class RecordKinds {

    /** Longest name of a kind. */
    public static final int LONGEST_NAME = 40;
    /** Longest label of a field. */
    public static final int LONGEST_LABEL = 30;
    /** Fields that one kind may have, the retired ones counted too. */
    public static final int MOST_FIELDS = 60;

    private static final int LONGEST_GROUP = 20;
    private static final int LONGEST_PURPOSE = 200;
    private static final int LONGEST_DAY_LABEL = 20;
    private static final int LONGEST_HINT = 100;
    private static final int MOST_OPTIONS = 40;
    private static final int MOST_DAYS_BEFORE = 365;
    private static final int STEP = 10;
    private static final Pattern RULE = Pattern.compile("(AS|SA|PP|RD|OP)-[A-Z]{3}-[0-9]{2}");
    private static final Pattern RECORD = Pattern.compile("REC-[0-9]{3}");
    /** What the registers call the columns that every kind has. */
    private static final Set<String> TAKEN_LABELS = Set.of("编号", "小区", "状态", "相关案件", "办结期限", "办结日期", "超期", "附件", "登记人", "登记时间");

    private static final String KINDS = """
            select k.code, k.name, k.group_name, k.purpose, k.records, k.rules, k.scope, k.day_label, k.tracked, k.of_cases, k.keepers, k.readers, k.position, k.active
            from record_kind k""";

    private final JdbcClient jdbc;
    private final Posts posts;

    RecordKinds(JdbcClient jdbc, Posts posts) {
        this.jdbc = jdbc;
        this.posts = posts;
    }

    /** All kinds in their order, those that are no longer used too. */
    @Transactional(readOnly = true)
    public List<RecordKind> all() {
        return kinds("", List.of());
    }

    /** The kind of this code. */
    @Transactional(readOnly = true)
    public Optional<RecordKind> find(String code) {
        return code == null ? Optional.empty() : kinds(" where k.code = ?", List.of(code)).stream().findFirst();
    }

    /** Codes of the kinds that have an entry. */
    @Transactional(readOnly = true)
    public Set<String> withEntries() {
        return new LinkedHashSet<>(jdbc.sql("select k.code from record_kind k where exists (select 1 from record_entry e where e.kind = k.code)").query(String.class).list());
    }

    /** Keys of the fields of a kind that hold something in some entry, now or in a former version. */
    @Transactional(readOnly = true)
    public Set<String> withValues(String kind) {
        return new LinkedHashSet<>(jdbc.sql("select key from record_field where kind = ? and filled").param(kind).query(String.class).list());
    }

    /** Notes that these fields have been filled in. */
    void filled(String kind, Collection<String> keys) {
        jdbc.sql("update record_field set filled = true where kind = ? and key = any (?) and not filled").params(kind, keys.toArray(String[]::new)).update();
    }

    private List<RecordKind> kinds(String where, List<?> params) {
        Map<String, List<RecordField>> fields = new HashMap<>();
        jdbc.sql("select k.code, f.key, f.label, f.type, f.options, f.required, f.hint, f.rule, f.at_most, f.remind_days, f.remind_post, f.position, f.retired from record_field f join record_kind k on k.code = f.kind"
                + where + " order by f.position, f.key").params(params)
                .query((row, n) -> fields.computeIfAbsent(row.getString(1), kind -> new ArrayList<>()).add(field(row))).list();
        return jdbc.sql(KINDS + where + " order by k.position, k.code").params(params)
                .query((row, n) -> kind(row, List.copyOf(fields.getOrDefault(row.getString(1), List.of())))).list();
    }

    private static RecordField field(ResultSet row) throws SQLException {
        return new RecordField(row.getString(2), row.getString(3), FieldType.valueOf(row.getString(4)), row.getString(5).lines().toList(), row.getBoolean(6), row.getString(7),
                row.getString(8), row.getString(9), row.getString(11) == null ? null : new RecordField.Reminder(row.getInt(10), row.getString(11)), row.getInt(12), row.getBoolean(13));
    }

    private static RecordKind kind(ResultSet row, List<RecordField> fields) throws SQLException {
        return new RecordKind(row.getString(1), row.getString(2), row.getString(3), row.getString(4), list(row.getString(5)), list(row.getString(6)),
                RecordKind.Scope.valueOf(row.getString(7)), row.getString(8), row.getBoolean(9), row.getBoolean(10), Set.copyOf(list(row.getString(11))),
                Set.copyOf(list(row.getString(12))), row.getInt(13), row.getBoolean(14), fields);
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(one -> !one.isEmpty()).toList();
    }

    /** A code that no kind has yet. */
    @Transactional(readOnly = true)
    public String nextCode() {
        return "own-" + jdbc.sql("select coalesce(max(cast(substr(code, 5) as integer)), 0) + 1 from record_kind where code ~ '^own-[0-9]{1,8}$'").query(Integer.class).single();
    }

    /**
     * Adds a kind, at the end and without fields.
     *
     * @param kind its code is from {@link #nextCode}; position and fields do not matter
     * @throws RuleViolation at the field that is missing, too long or taken
     */
    @Transactional
    public void add(RecordKind kind) {
        check(kind, null);
        if (find(kind.code()).isPresent()) {
            throw new RuleViolation("同时有人也在增加资料种类，请再保存一次。");
        }
        jdbc.sql("""
                        insert into record_kind (code, name, group_name, purpose, records, rules, scope, day_label, tracked, of_cases, keepers, readers, position, active)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (select coalesce(max(position), 0) + ? from record_kind), ?)""")
                .params(kind.code(), kind.name().strip(), kind.group().strip(), kind.purpose().strip(), text(kind.records()), text(kind.rules()), kind.scope().name(),
                        kind.dayLabel().strip(), kind.tracked(), kind.ofCases(), posts(kind.keepers()), posts(kind.readers()), STEP, kind.active())
                .update();
    }

    /**
     * Changes everything about a kind but its code, its place and its fields.
     *
     * @throws RuleViolation as {@link #add}, or where entries forbid it: whose they are and whether they are tracked cannot change then
     */
    @Transactional
    public void change(RecordKind kind) {
        RecordKind before = find(kind.code()).orElseThrow(() -> new RuleViolation("没有这种资料"));
        check(kind, before);
        jdbc.sql("""
                        update record_kind set name = ?, group_name = ?, purpose = ?, records = ?, rules = ?, scope = ?, day_label = ?, tracked = ?, of_cases = ?, keepers = ?,
                            readers = ?, active = ? where code = ?""")
                .params(kind.name().strip(), kind.group().strip(), kind.purpose().strip(), text(kind.records()), text(kind.rules()), kind.scope().name(),
                        kind.dayLabel().strip(), kind.tracked(), kind.ofCases(), posts(kind.keepers()), posts(kind.readers()), kind.active(), kind.code())
                .update();
    }

    private void check(RecordKind kind, RecordKind before) {
        Map<String, String> wrong = new LinkedHashMap<>();
        text(wrong, "name", "名称", kind.name(), LONGEST_NAME);
        text(wrong, "group", "归在哪一组", kind.group(), LONGEST_GROUP);
        text(wrong, "purpose", "用途", kind.purpose(), LONGEST_PURPOSE);
        text(wrong, "dayLabel", "日期叫什么", kind.dayLabel(), LONGEST_DAY_LABEL);
        if (!wrong.containsKey("name") && jdbc.sql("select exists (select 1 from record_kind where name = ? and code <> ?)")
                .params(kind.name().strip(), before == null ? "" : before.code()).query(Boolean.class).single()) {
            wrong.put("name", "已有名称是“" + kind.name().strip() + "”的资料。");
        }
        if (!wrong.containsKey("dayLabel") && TAKEN_LABELS.contains(kind.dayLabel().strip())) {
            wrong.put("dayLabel", "“" + kind.dayLabel().strip() + "”已是每种资料都有的栏目，请换一个叫法。");
        } else if (before != null && before.used().stream().anyMatch(field -> field.label().equals(kind.dayLabel().strip()))) {
            wrong.put("dayLabel", "已有名称是“" + kind.dayLabel().strip() + "”的栏目，请换一个叫法。");
        }
        if (kind.keepers().isEmpty()) {
            wrong.put("keepers", "请至少选择一个登记的岗位。");
        } else if (!kind.keepers().stream().allMatch(posts::exists)) {
            wrong.put("keepers", "有不存在的岗位，请重新选择。");
        }
        if (!kind.readers().stream().allMatch(posts::exists)) {
            wrong.put("readers", "有不存在的岗位，请重新选择。");
        }
        if (!kind.rules().stream().allMatch(rule -> RULE.matcher(rule).matches())) {
            wrong.put("rules", "条文编号应像 AS-SVY-01，几个编号用逗号隔开。");
        }
        if (!kind.records().stream().allMatch(record -> RECORD.matcher(record).matches())) {
            wrong.put("records", "记录编号应像 REC-023，几个编号用逗号隔开。");
        }
        if (before != null && withEntries().contains(before.code())) {
            if (kind.scope() != before.scope()) {
                wrong.put("scope", "已有记录，不能再改为“" + kind.scope().label() + "”。");
            }
            if (kind.tracked() != before.tracked()) {
                wrong.put("tracked", "已有记录，不能再改是否跟踪到办结。");
            }
        }
        refuse(wrong);
    }

    /** Puts the kind one place up or down; at the end nothing happens. */
    @Transactional
    public void move(String code, boolean up) {
        List<String> order = new ArrayList<>(all().stream().map(RecordKind::code).toList());
        if (swap(order, code, up)) {
            for (int i = 0; i < order.size(); i++) {
                jdbc.sql("update record_kind set position = ? where code = ?").params((i + 1) * STEP, order.get(i)).update();
            }
        }
    }

    /**
     * Adds a field at the end of a kind.
     *
     * @param field its key, place and state do not matter
     * @return its key
     * @throws RuleViolation at what is missing, too long or taken
     */
    @Transactional
    public String addField(String kind, RecordField field) {
        RecordKind of = find(kind).orElseThrow(() -> new RuleViolation("没有这种资料"));
        if (of.fields().size() >= MOST_FIELDS) {
            throw new RuleViolation("label", "一种资料最多 " + MOST_FIELDS + " 个栏目，连停用的在内。");
        }
        check(of, field, null);
        int next = of.fields().stream().map(RecordField::key).filter(key -> key.matches("own[0-9]{1,4}")).mapToInt(key -> Integer.parseInt(key.substring(3))).max().orElse(0) + 1;
        String key = "own" + next;
        jdbc.sql("insert into record_field (kind, key, label, type, options, required, hint, rule, at_most, remind_days, remind_post, position) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(kind, key, field.label().strip(), field.type().name(), options(field), field.required(), field.hint().strip(), field.rule().strip(), field.atMost(),
                        field.reminder() == null ? null : field.reminder().days(), field.reminder() == null ? null : field.reminder().post(), of.fields().stream().mapToInt(RecordField::position).max().orElse(0) + STEP)
                .update();
        return key;
    }

    /**
     * Changes a field. Its type can change only while no entry holds a value of it.
     *
     * @throws RuleViolation at what is missing, too long, taken or held by entries
     */
    @Transactional
    public void changeField(String kind, RecordField field) {
        RecordKind of = find(kind).orElseThrow(() -> new RuleViolation("没有这种资料"));
        RecordField before = of.field(field.key()).orElseThrow(() -> new RuleViolation("没有这个栏目"));
        check(of, field, before);
        jdbc.sql("update record_field set label = ?, type = ?, options = ?, required = ?, hint = ?, rule = ?, at_most = ?, remind_days = ?, remind_post = ? where kind = ? and key = ?")
                .params(field.label().strip(), field.type().name(), options(field), field.required(), field.hint().strip(), field.rule().strip(), field.atMost(),
                        field.reminder() == null ? null : field.reminder().days(), field.reminder() == null ? null : field.reminder().post(), kind, field.key())
                .update();
    }

    private void check(RecordKind kind, RecordField field, RecordField before) {
        Map<String, String> wrong = new LinkedHashMap<>();
        text(wrong, "label", "栏目名称", field.label(), LONGEST_LABEL);
        if (!wrong.containsKey("label")) {
            String label = field.label().strip();
            if (TAKEN_LABELS.contains(label) || label.equals(kind.dayLabel())) {
                wrong.put("label", "“" + label + "”是每条记录本来就有的栏目，不用另加。");
            } else if ((before == null || !before.retired()) && taken(kind, label, before)) {
                wrong.put("label", "已有名称是“" + label + "”的栏目。");
            }
        }
        if (field.hint().length() > LONGEST_HINT) {
            wrong.put("hint", "填写说明不能超过 " + LONGEST_HINT + " 个字。");
        }
        if (!field.rule().isBlank() && !RULE.matcher(field.rule().strip()).matches()) {
            wrong.put("rule", "条文编号应像 AS-SVY-01。");
        }
        if (!field.atMost().isEmpty() && (!field.type().ordered() || field.atMost().equals(field.key())
                || kind.field(field.atMost()).filter(bound -> !bound.retired() && bound.type() == field.type()).isEmpty())) {
            wrong.put("atMost", "请选择同一类型的另一个栏目；只有日期、金额和整数可以这样比较。");
        }
        if (field.reminder() != null && field.type() != FieldType.DAY) {
            wrong.put("remindPost", "只有日期可以到期提醒。");
        } else if (field.reminder() != null && !kind.keepers().contains(field.reminder().post())) {
            wrong.put("remindPost", "请选择登记这种资料的岗位。");
        } else if (field.reminder() != null && (field.reminder().days() < 0 || field.reminder().days() > MOST_DAYS_BEFORE)) {
            wrong.put("remindDays", "提前的天数应在 0 到 " + MOST_DAYS_BEFORE + " 之间。");
        }
        if (field.type() == FieldType.CHOICE) {
            List<String> options = field.options().stream().map(String::strip).filter(option -> !option.isEmpty()).distinct().toList();
            if (options.size() < 2 || options.size() > MOST_OPTIONS) {
                wrong.put("options", "请写 2 到 " + MOST_OPTIONS + " 个选项，一行一个。");
            } else if (options.stream().anyMatch(option -> option.length() > FieldType.CHOICE.longest())) {
                wrong.put("options", "一个选项不能超过 " + FieldType.CHOICE.longest() + " 个字。");
            }
        }
        if (before != null && before.type() != field.type() && withValues(kind.code()).contains(before.key())) {
            wrong.put("type", "这一栏已有填写的内容，不能再改类型。可以停用它，另加一栏。");
        }
        refuse(wrong);
    }

    private static boolean taken(RecordKind kind, String label, RecordField except) {
        return kind.used().stream().anyMatch(other -> other.label().equals(label) && (except == null || !other.key().equals(except.key())));
    }

    /** Puts a field one place up or down among the fields in use; at the end nothing happens. */
    @Transactional
    public void moveField(String kind, String key, boolean up) {
        RecordKind of = find(kind).orElseThrow(() -> new RuleViolation("没有这种资料"));
        List<String> order = new ArrayList<>(of.used().stream().map(RecordField::key).toList());
        if (swap(order, key, up)) {
            of.fields().stream().filter(RecordField::retired).map(RecordField::key).forEach(order::add);
            for (int i = 0; i < order.size(); i++) {
                jdbc.sql("update record_field set position = ? where kind = ? and key = ?").params((i + 1) * STEP, kind, order.get(i)).update();
            }
        }
    }

    /**
     * Takes a field out of use. One that no entry holds a value of is deleted, any other is retired: its values stay with the entries.
     *
     * @throws RuleViolation where it is the last field
     */
    @Transactional
    public void retireField(String kind, String key) {
        RecordKind of = find(kind).orElseThrow(() -> new RuleViolation("没有这种资料"));
        RecordField field = of.field(key).orElseThrow(() -> new RuleViolation("没有这个栏目"));
        if (of.used().equals(List.of(field))) {
            throw new RuleViolation("这是最后一个栏目，不能停用。");
        }
        if (withValues(kind).contains(key)) {
            jdbc.sql("update record_field set retired = true where kind = ? and key = ?").params(kind, key).update();
        } else {
            jdbc.sql("delete from record_field where kind = ? and key = ?").params(kind, key).update();
        }
    }

    /**
     * Takes a retired field into use again.
     *
     * @throws RuleViolation where another field has its label by now
     */
    @Transactional
    public void restoreField(String kind, String key) {
        RecordKind of = find(kind).orElseThrow(() -> new RuleViolation("没有这种资料"));
        RecordField field = of.field(key).orElseThrow(() -> new RuleViolation("没有这个栏目"));
        if (field.label().equals(of.dayLabel()) || taken(of, field.label(), field)) {
            throw new RuleViolation("已有名称是“" + field.label() + "”的栏目，请先改其中一个的名称。");
        }
        jdbc.sql("update record_field set retired = false where kind = ? and key = ?").params(kind, key).update();
    }

    private static boolean swap(List<String> order, String one, boolean up) {
        int at = order.indexOf(one);
        int to = up ? at - 1 : at + 1;
        if (at < 0 || to < 0 || to >= order.size()) {
            return false;
        }
        java.util.Collections.swap(order, at, to);
        return true;
    }

    private static void text(Map<String, String> wrong, String field, String label, String text, int longest) {
        if (text == null || text.isBlank()) {
            wrong.put(field, "请填写“" + label + "”。");
        } else if (text.strip().length() > longest) {
            wrong.put(field, "“" + label + "”不能超过 " + longest + " 个字。");
        }
    }

    private static void refuse(Map<String, String> wrong) {
        if (!wrong.isEmpty()) {
            throw new RuleViolation(wrong);
        }
    }

    private static String options(RecordField field) {
        return field.type() == FieldType.CHOICE
                ? field.options().stream().map(String::strip).filter(option -> !option.isEmpty()).distinct().collect(Collectors.joining("\n")) : "";
    }

    private static String text(Collection<String> ids) {
        return ids.stream().filter(Objects::nonNull).distinct().collect(Collectors.joining(","));
    }

    private String posts(Collection<String> codes) {
        return posts.all().stream().map(io.casework.organisation.Post::code).filter(codes::contains).collect(Collectors.joining(","));
    }
}
