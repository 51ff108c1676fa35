package io.casework.recordbook;

import io.casework.casefile.Actor;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.organisation.Right;
import io.casework.organisation.Sites;
import io.casework.organisation.Staffing;
import io.casework.platform.RuleViolation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The record book (资料簿): entries that people write by hand. Whoever writes must hold one of the kind's posts at the site. An entry is corrected, never
 * overwritten: each version stays with who wrote it, when and why; voiding is the last version, deleting does not exist.
 */
@Service
public class RecordBook {

    /** Longest reason of a correction. */
    public static final int LONGEST_REASON = 200;

    private static final String SERIES = "ZL";
    private static final String CASE_KIND = "RECORDED";
    private static final String COLUMNS = """
            select e.id, e.number, e.kind, e.site, e.day, e.case_number, e.due_on, e.done_on, e.content, e.version, e.reason, e.entered_at, e.entered_by, e.entered_by_name,
                e.changed_at, e.changed_by, e.changed_by_name, e.voided
            from record_entry e""";

    private final RecordKinds kinds;
    private final Contents contents;
    private final CaseFiles cases;
    private final Staffing staffing;
    private final Sites sites;
    private final JdbcClient jdbc;
    private final Clock clock;

    RecordBook(RecordKinds kinds, Contents contents, CaseFiles cases, Staffing staffing, Sites sites, JdbcClient jdbc, Clock clock) {
        this.kinds = kinds;
        this.contents = contents;
        this.cases = cases;
        this.staffing = staffing;
        this.sites = sites;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Codes of the sites at which this person writes entries of the kind; for a kind of the company all sites that the person's keeping post reaches. */
    public Set<String> keptSites(String login, RecordKind kind) {
        return staffing.sitesReachedBy(staffing.rightsAs(login, kind.keepers()));
    }

    /**
     * Whether this person may write an entry.
     *
     * @param site code of the site; {@code null} for kinds of the company
     */
    public boolean keeps(String login, RecordKind kind, String site) {
        Set<Right> held = staffing.rightsAs(login, kind.keepers());
        return kind.ofSites() ? site != null && sites.site(site).isPresent() && held.stream().anyMatch(right -> right.reaches(site)) : !held.isEmpty();
    }

    /**
     * Writes a new entry and gives it its number.
     *
     * @param kind code of the kind
     * @throws RuleViolation at each field that is missing or cannot be read: site, day, caseNumber, dueOn, f.KEY; without a field where the person's posts or the
     *     kind do not allow it
     */
    @Transactional
    public RecordEntry enter(String kind, RecordDraft draft, String login) {
        return enter(kind, draft, login, null);
    }

    /**
     * The same for a form that may be sent more than once, by a double click or by going back: it is entered once, and the entry is given back that it made.
     *
     * @param form what only this form has; {@code null} where nothing is known of it
     * @throws RuleViolation as {@link #enter(String, RecordDraft, String)}
     */
    @Transactional
    public RecordEntry enter(String kind, RecordDraft draft, String login, UUID form) {
        Optional<RecordEntry> sent = form == null ? Optional.empty() : enteredFrom(form, login);
        return sent.isPresent() ? sent.get() : enterNew(kind, draft, login, form);
    }

    /** What this form has made; who sends it at the same moment waits until that is known. */
    private Optional<RecordEntry> enteredFrom(UUID form, String login) {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(form.getMostSignificantBits() ^ form.getLeastSignificantBits()).query((row, n) -> 1).list();
        return query(" where e.form = ? and e.entered_by = ?", List.of(form, login)).stream().findFirst();
    }

    private RecordEntry enterNew(String kind, RecordDraft draft, String login, UUID form) {
        RecordKind of = kinds.find(kind).orElseThrow(() -> new RuleViolation("没有这种资料。"));
        if (!of.active()) {
            throw new RuleViolation("《" + of.name() + "》已经停用，不再登记。");
        }
        Map<String, String> wrong = new LinkedHashMap<>();
        String site = of.ofSites() ? draft.site() : null;
        if (of.ofSites() && sites.site(site == null ? "" : site).isEmpty()) {
            wrong.put("site", "请选择小区。");
        } else if (!keeps(login, of, site)) {
            wrong.put("site", "您的岗位在这里不能登记《" + of.name() + "》。");
        }
        Checked checked = check(of, draft, site, null, login, wrong);
        String number = nextNumber();
        java.time.OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        String name = staffing.nameOf(login);
        jdbc.sql("""
                        insert into record_entry (number, kind, site, day, case_number, due_on, content, version, entered_at, entered_by, entered_by_name, changed_at, changed_by,
                            changed_by_name, form) values (?, ?, ?, ?, ?, ?, cast(? as jsonb), 1, ?, ?, ?, ?, ?, ?, ?)""")
                .params(number, of.code(), site, checked.day(), checked.caseNumber(), checked.dueOn(), contents.write(of, checked.values()), now, login, name, now, login, name, form)
                .update();
        kinds.filled(of.code(), checked.values().keySet());
        if (checked.caseNumber() != null) {
            cases.note(checked.caseNumber(), new Actor(login, name), CASE_KIND, "登记《" + of.name() + "》" + number, rules(of));
        }
        return find(number).orElseThrow();
    }

    /** Numbers of a day without gaps: the counter stays locked until the entry is written or refused. */
    private String nextNumber() {
        LocalDate today = LocalDate.now(clock);
        int next = jdbc.sql("""
                insert into record_number_counter (day, last_number) values (?, 1)
                on conflict (day) do update set last_number = record_number_counter.last_number + 1 returning last_number""").param(today).query(Integer.class).single();
        return "%s-%s-%04d".formatted(SERIES, today.format(DateTimeFormatter.BASIC_ISO_DATE), next);
    }

    private static String rules(RecordKind kind) {
        return kind.rules().isEmpty() ? null : kind.rules().get(0);
    }

    private record Checked(LocalDate day, String caseNumber, LocalDate dueOn, Map<String, String> values) {
    }

    private Checked check(RecordKind kind, RecordDraft draft, String site, RecordEntry standing, String login, Map<String, String> wrong) {
        LocalDate day = day(wrong, "day", "“" + kind.dayLabel() + "”", draft.day(), true);
        LocalDate due = kind.tracked() ? day(wrong, "dueOn", "“办结期限”", draft.dueOn(), false) : null;
        if (due != null && day != null && due.isBefore(day)) {
            wrong.put("dueOn", "办结期限不能早于" + kind.dayLabel() + "。");
        }
        if (day != null && standing != null && standing.doneOn() != null && standing.doneOn().isBefore(day)) {
            wrong.put("day", kind.dayLabel() + "不能晚于办结日期 " + standing.doneOn() + "。");
        }
        String caseNumber = !kind.ofCases() || wrong.containsKey("site") ? null
                : caseNumber(wrong, draft.caseNumber(), site, standing == null ? null : standing.caseNumber(), login);
        Map<String, String> values = contents.read(kind, draft.values(), standing == null ? Map.of() : standing.values(), wrong);
        if (!wrong.isEmpty()) {
            throw new RuleViolation(wrong);
        }
        return new Checked(day, caseNumber, due, values);
    }

    private static LocalDate day(Map<String, String> wrong, String field, String label, String text, boolean required) {
        try {
            if (text != null && !text.isBlank()) {
                return Contents.day(label, text);
            }
            if (required) {
                wrong.put(field, "请填写" + label + "。");
            }
        } catch (RuleViolation noDay) {
            wrong.put(field, noDay.getMessage());
        }
        return null;
    }

    /** A case of the same site, or, in a book of the company, of a site of the person, or the one that stands there; of another site none exists. */
    private String caseNumber(Map<String, String> wrong, String text, String site, String standing, String login) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String number = java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKC).replace("\0", "").strip().toUpperCase(Locale.ROOT);
        Optional<CaseView> found = cases.find(number);
        boolean there = found.isPresent() && (site != null ? site.equals(found.get().site())
                : number.equals(standing) || staffing.sitesOf(login).contains(found.get().site()));
        if (!there) {
            wrong.put("caseNumber", site == null ? "没有编号为 " + number + " 的案件。" : "这个小区没有编号为 " + number + " 的案件。");
            return null;
        }
        return number;
    }

    /**
     * Writes a new version of an entry; the former one is kept.
     *
     * @param seen the version that the person looked at
     * @param reason why it is corrected
     * @throws RuleViolation as {@link #enter}; on {@code reason} when it is missing; without a field when it was voided or changed since
     */
    @Transactional
    public RecordEntry correct(String number, int seen, RecordDraft draft, String reason, String login) {
        RecordEntry entry = standing(number, seen, login);
        RecordKind kind = kinds.find(entry.kind()).orElseThrow();
        Map<String, String> wrong = new LinkedHashMap<>();
        String why = reason(wrong, reason, "请写明为什么更正。");
        Checked checked = check(kind, draft, entry.site(), entry, login, wrong);
        replace(entry, kind, checked.day(), checked.caseNumber(), checked.dueOn(), entry.doneOn(), checked.values(), why, false, login);
        return find(number).orElseThrow();
    }

    /**
     * Marks an entry as done.
     *
     * @param day the day on which it was done, 2026-11-22
     * @param how what came of it; may be empty
     * @throws RuleViolation on {@code doneOn} where the day is missing, before the entry's day or still to come; on {@code how} where it is too long
     */
    @Transactional
    public RecordEntry done(String number, int seen, String day, String how, String login) {
        RecordEntry entry = standing(number, seen, login);
        RecordKind kind = kinds.find(entry.kind()).orElseThrow();
        if (!kind.tracked() || entry.doneOn() != null) {
            throw new RuleViolation("这条记录已经办结，或者不用办结。");
        }
        Map<String, String> wrong = new LinkedHashMap<>();
        LocalDate doneOn = day(wrong, "doneOn", "“办结日期”", day, true);
        if (doneOn != null && doneOn.isBefore(entry.day())) {
            wrong.put("doneOn", "办结日期不能早于" + kind.dayLabel() + " " + entry.day() + "。");
        } else if (doneOn != null && doneOn.isAfter(LocalDate.now(clock))) {
            wrong.put("doneOn", "办结日期还没有到。");
        }
        String why = how == null || how.isBlank() ? "办结" : "办结：" + how.strip();
        if (why.length() > LONGEST_REASON) {
            wrong.put("how", "办结说明不能超过 " + (LONGEST_REASON - "办结：".length()) + " 个字。");
        }
        if (!wrong.isEmpty()) {
            throw new RuleViolation(wrong);
        }
        replace(entry, kind, entry.day(), entry.caseNumber(), entry.dueOn(), doneOn, entry.values(), why, false, login);
        return find(number).orElseThrow();
    }

    /**
     * Opens an entry again that had been done.
     *
     * @throws RuleViolation on {@code reason} when it is missing
     */
    @Transactional
    public RecordEntry reopen(String number, int seen, String reason, String login) {
        RecordEntry entry = standing(number, seen, login);
        if (entry.doneOn() == null) {
            throw new RuleViolation("这条记录没有办结。");
        }
        String why = reason(reason, "请写明为什么重新办理。");
        replace(entry, kinds.find(entry.kind()).orElseThrow(), entry.day(), entry.caseNumber(), entry.dueOn(), null, entry.values(), why, false, login);
        return find(number).orElseThrow();
    }

    /**
     * Voids an entry. It stays in the book with its number and the reason; it is no longer corrected.
     *
     * @throws RuleViolation on {@code reason} when it is missing
     */
    @Transactional
    public RecordEntry voidEntry(String number, int seen, String reason, String login) {
        RecordEntry entry = standing(number, seen, login);
        RecordKind kind = kinds.find(entry.kind()).orElseThrow();
        String why = reason(reason, "请写明为什么作废。");
        replace(entry, kind, entry.day(), entry.caseNumber(), entry.dueOn(), entry.doneOn(), entry.values(), why, true, login);
        if (entry.caseNumber() != null) {
            cases.note(entry.caseNumber(), new Actor(login, staffing.nameOf(login)), CASE_KIND, "作废《" + kind.name() + "》" + number + "：" + why, rules(kind));
        }
        return find(number).orElseThrow();
    }

    /** The entry, locked, if this person may write it and it is as the person saw it. */
    private RecordEntry standing(String number, int seen, String login) {
        RecordEntry entry = query(" where e.number = ? for update", List.of(number)).stream().findFirst().orElseThrow(() -> new RuleViolation("没有编号为 " + number + " 的记录。"));
        if (!keeps(login, kinds.find(entry.kind()).orElseThrow(), entry.site())) {
            throw new RuleViolation("您的岗位不能更改这条记录。");
        }
        if (entry.voided()) {
            throw new RuleViolation("这条记录已经作废，不能再更改。");
        }
        if (entry.version() != seen) {
            throw new RuleViolation("您打开这一页之后，" + entry.changedByName() + "已经更改了这条记录。您填写的内容还在；请核对现在的内容后再保存。");
        }
        return entry;
    }

    private static String reason(String reason, String missing) {
        Map<String, String> wrong = new LinkedHashMap<>();
        String why = reason(wrong, reason, missing);
        if (!wrong.isEmpty()) {
            throw new RuleViolation(wrong);
        }
        return why;
    }

    private static String reason(Map<String, String> wrong, String reason, String missing) {
        String why = reason == null ? "" : reason.replace("\0", "").strip();
        if (why.isEmpty()) {
            wrong.put("reason", missing);
        } else if (why.length() > LONGEST_REASON) {
            wrong.put("reason", "理由不能超过 " + LONGEST_REASON + " 个字。");
        }
        return why;
    }

    private void replace(RecordEntry entry, RecordKind kind, LocalDate day, String caseNumber, LocalDate due, LocalDate done, Map<String, String> values, String reason,
            boolean voided, String login) {
        jdbc.sql("""
                insert into record_entry_version (entry_id, version, day, case_number, due_on, done_on, content, reason, changed_at, changed_by, changed_by_name)
                select id, version, day, case_number, due_on, done_on, content, reason, changed_at, changed_by, changed_by_name from record_entry where id = ?""")
                .param(entry.id()).update();
        jdbc.sql("""
                        update record_entry set version = version + 1, day = ?, case_number = ?, due_on = ?, done_on = ?, content = cast(? as jsonb), reason = ?, voided = ?,
                            changed_at = ?, changed_by = ?, changed_by_name = ? where id = ?""")
                .params(day, caseNumber, due, done, contents.write(kind, values), reason, voided, clock.instant().atOffset(ZoneOffset.UTC), login, staffing.nameOf(login),
                        entry.id())
                .update();
        kinds.filled(kind.code(), values.keySet());
    }

    /** The entry with this number, whoever asks. */
    @Transactional(readOnly = true)
    public Optional<RecordEntry> find(String number) {
        return number == null ? Optional.empty() : query(" where e.number = ?", List.of(number)).stream().findFirst();
    }

    /** What the entry said from the first version to the one that stands. */
    @Transactional(readOnly = true)
    public List<RecordVersion> history(RecordEntry entry) {
        RecordKind kind = kinds.find(entry.kind()).orElseThrow();
        List<RecordVersion> versions = new ArrayList<>(jdbc.sql("""
                        select version, day, case_number, due_on, done_on, content, reason, changed_at, changed_by, changed_by_name
                        from record_entry_version where entry_id = ? order by version""")
                .param(entry.id())
                .query((row, n) -> new RecordVersion(row.getInt(1), row.getObject(2, LocalDate.class), row.getString(3), row.getObject(4, LocalDate.class),
                        row.getObject(5, LocalDate.class), contents.parse(kind, row.getString(6)), row.getString(7), row.getTimestamp(8).toInstant(), row.getString(9),
                        row.getString(10)))
                .list());
        versions.add(entry.asVersion());
        return versions;
    }

    /**
     * The newest entries of a kind, those that are open first where the kind is tracked.
     *
     * @param ofSites codes of the sites; kinds of the company do not ask
     */
    @Transactional(readOnly = true)
    public List<RecordEntry> newest(RecordKind kind, Collection<String> ofSites, int most) {
        String where = " where e.kind = ?" + (kind.ofSites() ? " and e.site = any (?)" : "");
        List<Object> params = new ArrayList<>(List.of(kind.code()));
        if (kind.ofSites()) {
            params.add(ofSites.toArray(String[]::new));
        }
        params.add(most);
        if (!kind.tracked()) {
            return query(where + " order by e.day desc, e.id desc limit ?", params);
        }
        List<RecordEntry> found = new ArrayList<>(query(where + " and e.done_on is null and not e.voided order by e.due_on, e.day, e.id limit ?", params));
        if (found.size() < most) {
            params.set(params.size() - 1, most - found.size());
            found.addAll(query(where + " and (e.done_on is not null or e.voided) order by e.day desc, e.id desc limit ?", params));
        }
        return found;
    }

    /** How many entries are open, by code of kind, at most {@code most} of each; kinds without an open entry are left out. */
    @Transactional(readOnly = true)
    public Map<String, Integer> open(Map<RecordKind, ? extends Collection<String>> kindsAndSites, int most) {
        Map<String, Integer> open = new LinkedHashMap<>();
        kindsAndSites.forEach((kind, ofSites) -> {
            if (kind.tracked()) {
                List<Object> params = new ArrayList<>(List.of(kind.code()));
                if (kind.ofSites()) {
                    params.add(ofSites.toArray(String[]::new));
                }
                params.add(most);
                int count = jdbc.sql("select count(*) from (select 1 from record_entry e where e.kind = ?" + (kind.ofSites() ? " and e.site = any (?)" : "")
                        + " and e.done_on is null and not e.voided limit ?) o").params(params).query(Integer.class).single();
                if (count > 0) {
                    open.put(kind.code(), count);
                }
            }
        });
        return open;
    }

    private List<RecordEntry> query(String criterion, List<?> params) {
        Map<String, RecordKind> known = new LinkedHashMap<>();
        return jdbc.sql(COLUMNS + criterion).params(params).query((row, n) -> entry(row, known)).list();
    }

    private RecordEntry entry(ResultSet row, Map<String, RecordKind> known) throws SQLException {
        RecordKind kind = known.computeIfAbsent(row.getString(3), code -> kinds.find(code).orElseThrow());
        return new RecordEntry(row.getLong(1), row.getString(2), kind.code(), row.getString(4), row.getObject(5, LocalDate.class), row.getString(6),
                row.getObject(7, LocalDate.class), row.getObject(8, LocalDate.class), contents.parse(kind, row.getString(9)), row.getInt(10), row.getString(11),
                row.getTimestamp(12).toInstant(), row.getString(13), row.getString(14), row.getTimestamp(15).toInstant(), row.getString(16), row.getString(17),
                row.getBoolean(18));
    }
}
