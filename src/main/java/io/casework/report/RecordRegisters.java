package io.casework.report;

import static io.casework.report.RegisterColumn.caseNumber;
import static io.casework.report.RegisterColumn.choice;
import static io.casework.report.RegisterColumn.day;
import static io.casework.report.RegisterColumn.longText;
import static io.casework.report.RegisterColumn.moment;
import static io.casework.report.RegisterColumn.money;
import static io.casework.report.RegisterColumn.number;
import static io.casework.report.RegisterColumn.recordNumber;
import static io.casework.report.RegisterColumn.text;
import static io.casework.report.RegisterColumn.yesNo;

import io.casework.organisation.Post;
import io.casework.organisation.Posts;
import io.casework.organisation.Sites;
import io.casework.recordbook.FieldType;
import io.casework.recordbook.RecordField;
import io.casework.recordbook.RecordKind;
import io.casework.recordbook.RecordKinds;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** One register for each kind of the record book, made anew from the kind and its fields whenever it is asked for. */
@Component
class RecordRegisters {

    private static final String PREFIX = "record-";
    private static final String GRAMS = "record_grams(e.content)";
    private static final String OPEN = "e.done_on is null and not e.voided";
    /** What codes and keys consist of: they stand in queries as they are. */
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Pattern KEY = Pattern.compile("[a-z][a-zA-Z0-9]*");
    private static final List<Choice> STATES = Choice.list("OPEN", "未办结", "DONE", "已办结", "VOID", "作废");
    private static final List<Choice> PLAIN_STATES = Choice.list("VALID", "有效", "VOID", "作废");

    private final RecordKinds kinds;
    private final Sites sites;
    private final Posts posts;

    RecordRegisters(RecordKinds kinds, Sites sites, Posts posts) {
        this.kinds = kinds;
        this.sites = sites;
        this.posts = posts;
    }

    /** Those in use, and those no longer used that have entries. */
    List<Register> all() {
        List<RecordKind> all = kinds.all();
        Set<String> kept = all.stream().allMatch(RecordKind::active) ? Set.of() : kinds.withEntries();
        return all.stream().filter(kind -> kind.active() || kept.contains(kind.code())).map(this::register).toList();
    }

    Optional<Register> find(String key) {
        return key.startsWith(PREFIX) ? kinds.find(key.substring(PREFIX.length())).map(this::register) : Optional.empty();
    }

    private Register register(RecordKind kind) {
        Register register = Register.named(PREFIX + safe(CODE, kind.code()), kind.name(), kind.group()).purpose(kind.purpose()).keptAs(kind.code())
                .origin(kind.active() ? "由" + keepers(kind) + "在资料簿里登记。" : "这种资料已经停用，不再登记。")
                .records(kind.records().toArray(String[]::new)).rules(kind.rules().toArray(String[]::new)).seenBy(readers(kind))
                // What belongs to the company is seen by whoever sees any site.
                .from("record_entry e", kind.ofSites() ? "e.site" : "(cast(:sites as text[]))[1]", "e.id").where("e.kind = '" + kind.code() + "'")
                .listedBy(day("day", kind.dayLabel(), "e.day")).wholly()
                .columns(recordNumber("number", "编号", "e.number").filtered());
        if (kind.ofSites()) {
            register.columns(choice("site", "小区", "e.site", () -> sites.all().stream().map(site -> new Choice(site.code(), site.name())).toList()));
        }
        for (RecordField field : kind.used()) {
            register.columns(column(field));
            if (field.type() == FieldType.DAY && field.reminder() != null) {
                register.columns(yesNo("x" + field.key() + "Due", field.label() + "临近或已过", "not e.voided and e.done_on is null and record_day(e.content, '" + safe(KEY, field.key())
                        + "') <= cast(:today as date) + " + field.reminder().days()));
            }
        }
        if (kind.ofCases()) {
            register.columns(caseNumber("caseNumber", "相关案件", "e.case_number").filtered());
        }
        if (kind.tracked()) {
            register.open(OPEN, "未办结", "已办结或作废")
                    .columns(day("due", "办结期限", "e.due_on").sorted().filtered(), day("done", "办结日期", "e.done_on").filtered(),
                            yesNo("late", "超期", "not e.voided and e.due_on < coalesce(e.done_on, :today)"));
        }
        register.columns(number("attachments", "附件", "nullif((select count(*) from record_attachment a where a.entry_id = e.id and a.voided_at is null), 0)"));
        return register.columns(kind.tracked() ? choice("state", "状态", "case when e.voided then 'VOID' when e.done_on is null then 'OPEN' else 'DONE' end", STATES)
                : choice("state", "状态", "case when e.voided then 'VOID' else 'VALID' end", PLAIN_STATES),
                text("by", "登记人", "e.entered_by_name").filtered(), moment("entered", "登记时间", "e.entered_at"));
    }

    /** Keepers read what they keep. */
    private static Set<String> readers(RecordKind kind) {
        Set<String> posts = new HashSet<>(kind.readers());
        if (!posts.isEmpty()) {
            posts.addAll(kind.keepers());
        }
        return posts;
    }

    private static RegisterColumn column(RecordField field) {
        String key = "x" + safe(KEY, field.key());
        String words = "(e.content ->> '" + field.key() + "')";
        RegisterColumn column = switch (field.type()) {
            case LONG_TEXT -> longText(key, field.label(), words).filtered().indexed(GRAMS, field.key() + ":");
            case NUMBER -> number(key, field.label(), "record_number(e.content, '" + field.key() + "')").sorted().filtered();
            case MONEY -> money(key, field.label(), "record_number(e.content, '" + field.key() + "')").sorted().filtered();
            case DAY -> day(key, field.label(), "record_day(e.content, '" + field.key() + "')").sorted().filtered();
            case YES_NO -> yesNo(key, field.label(), "record_yes(e.content, '" + field.key() + "')");
            case CHOICE -> choice(key, field.label(), words, field.options().stream().map(option -> new Choice(option, option)).toList());
            case TEXT, UNIT, CONTRACTOR -> text(key, field.label(), words).filtered().indexed(GRAMS, field.key() + ":");
        };
        return field.rule().isEmpty() ? column : column.rules(field.rule());
    }

    private String keepers(RecordKind kind) {
        return posts.all().stream().filter(post -> kind.keepers().contains(post.code())).map(Post::name).collect(Collectors.joining("、"));
    }

    private static String safe(Pattern allowed, String name) {
        if (!allowed.matcher(name).matches()) {
            throw new IllegalStateException("not a name for a query: " + name);
        }
        return name;
    }
}
