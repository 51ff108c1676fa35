package io.casework.repair;

import io.casework.platform.RuleViolation;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The contractors (施工单位) that warranty work is asked of, with whom to call. Agreements and orders point to them by name. */
@Service
public class Contractors {

    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_CONTACT = 50;
    private static final int LONGEST_PHONE = 40;
    private static final int LONGEST_TRADES = 300;
    private static final int LONGEST_NOTE = 500;
    private static final int LONGEST_REASON = 300;
    /** What ends the names of most companies and tells none from another. */
    private static final Pattern KIND_OF_COMPANY = Pattern.compile("(有限责任公司|股份有限公司|有限公司|集团公司|公司|集团)$");
    private static final Pattern NUMERAL = Pattern.compile("[0-9a-z一二三四五六七八九十东南西北]");
    private static final String COLUMNS = "id, name, contact, phone, trades, note, retired_on, retired_reason";

    private final JdbcClient jdbc;
    private final Clock clock;

    Contractors(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A contractor.
     *
     * @param trades what it repairs, in free words; contact, phone, trades and note may be empty
     * @param retiredOn first day on which it is no longer asked, {@code null} while it is
     */
    public record Contractor(long id, String name, String contact, String phone, String trades, String note, LocalDate retiredOn, String retiredReason) {

        /** Whom to call, as far as it is known. */
        public String contactAndPhone() {
            return (contact + " " + phone).strip();
        }

        public boolean retired() {
            return retiredOn != null;
        }
    }

    /** All of them by name, those in use first. */
    @Transactional(readOnly = true)
    public List<Contractor> all() {
        return query("order by retired_on is not null, name");
    }

    /** One of them. */
    @Transactional(readOnly = true)
    public Optional<Contractor> find(long id) {
        return query("where id = ?", id).stream().findFirst();
    }

    /** The one with this name, however blanks stand around it. */
    @Transactional(readOnly = true)
    public Optional<Contractor> named(String name) {
        return name == null ? Optional.empty() : query("where name = ?", name.strip()).stream().findFirst();
    }

    /** Those that may be asked now, by name. */
    @Transactional(readOnly = true)
    public List<Contractor> inUse() {
        return query("where retired_on is null order by name");
    }

    /**
     * A registered contractor that somebody who wrote this name may have meant: it is written with other signs or another kind of company, is shortened, or has
     * one character wrong. Numerals and points of the compass tell companies apart and are no slips.
     */
    @Transactional(readOnly = true)
    public Optional<Contractor> alike(String name) {
        String wanted = core(name);
        return all().stream().filter(known -> alike(wanted, core(known.name()))).findFirst();
    }

    static boolean alike(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        String longer = one.length() < other.length() ? other : one;
        String shorter = longer.equals(one) ? other : one;
        if (shorter.length() > 1 && longer.startsWith(shorter)) {
            return !NUMERAL.matcher(longer.substring(shorter.length(), shorter.length() + 1)).matches();
        }
        return shorter.length() > 3 && oneSlip(longer, shorter);
    }

    /** Whether one character was written wrong or left out. */
    private static boolean oneSlip(String longer, String shorter) {
        int same = 0;
        while (same < shorter.length() && longer.charAt(same) == shorter.charAt(same)) {
            same++;
        }
        String slip = longer.substring(same, same + 1);
        if (NUMERAL.matcher(slip).matches()) {
            return false;
        }
        return longer.length() == shorter.length()
                ? !NUMERAL.matcher(shorter.substring(same, same + 1)).matches() && longer.substring(same + 1).equals(shorter.substring(same + 1))
                : longer.length() == shorter.length() + 1 && longer.substring(same + 1).equals(shorter.substring(same));
    }

    /** The name without blanks, signs and its kind of company, in one width and case. */
    static String core(String name) {
        String signs = signs(name);
        String core = KIND_OF_COMPANY.matcher(signs).replaceFirst("");
        return core.isEmpty() ? signs : core;
    }

    private static String signs(String name) {
        return Normalizer.normalize(text(name), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /**
     * Registers a contractor.
     *
     * @return its number
     * @throws RuleViolation at the field that is missing, too long or taken
     */
    @Transactional
    public long add(String name, String contact, String phone, String trades, String note) {
        check(name, contact, phone, trades, note);
        refuseSame(name, "name");
        return jdbc.sql("insert into contractor (name, contact, phone, trades, note) values (?, ?, ?, ?, ?) returning id")
                .params(name.strip(), text(contact), text(phone), text(trades), text(note)).query(Long.class).single();
    }

    /**
     * Corrects a contractor. A name that is corrected is corrected in its agreements and in what the figures add up too; dispatch orders that were issued keep
     * the name that stands on their paper.
     *
     * @throws RuleViolation as {@link #add}
     */
    @Transactional
    public void change(long id, String name, String contact, String phone, String trades, String note) {
        Contractor before = required(id);
        check(name, contact, phone, trades, note);
        if (named(name).filter(other -> other.id() != id).isPresent()) {
            throw new RuleViolation("name", "施工单位“" + name.strip() + "”已登记");
        }
        jdbc.sql("update contractor set name = ?, contact = ?, phone = ?, trades = ?, note = ? where id = ?")
                .params(name.strip(), text(contact), text(phone), text(trades), text(note), id).update();
        if (!before.name().equals(name.strip())) {
            jdbc.sql("update repair_agreement set contractor = ? where contractor = ?").params(name.strip(), before.name()).update();
            jdbc.sql("update repair_case set contractor = ? where contractor = ?").params(name.strip(), before.name()).update();
        }
    }

    /**
     * Takes a contractor out of use from today on: no agreement is made with it and nothing more is asked of it; what it has been asked it still owes.
     *
     * @throws RuleViolation on {@code reason} without one, or when it is out of use already
     */
    @Transactional
    public void retire(long id, String reason) {
        if (text(reason).isEmpty() || text(reason).length() > LONGEST_REASON) {
            throw new RuleViolation("reason", "请填写停用的理由，不超过 " + LONGEST_REASON + " 个字");
        }
        if (required(id).retired()) {
            throw new RuleViolation("reason", "这个施工单位已经停用");
        }
        jdbc.sql("update contractor set retired_on = ?, retired_reason = ? where id = ?").params(LocalDate.now(clock), text(reason), id).update();
    }

    /** Takes a contractor into use again. */
    @Transactional
    public void takeBack(long id) {
        required(id);
        jdbc.sql("update contractor set retired_on = null, retired_reason = null where id = ?").param(id).update();
    }

    /**
     * How much stands behind a contractor now.
     *
     * @param agreements in force today
     * @param openOrders written requests that are not finished
     */
    public record Work(long agreements, long openOrders) {
    }

    /** The work of each contractor by name; those without any are left out. */
    @Transactional(readOnly = true)
    public Map<String, Work> work() {
        LocalDate today = LocalDate.now(clock);
        Map<String, Work> work = new LinkedHashMap<>();
        jdbc.sql("""
                        select c.name, (select count(*) from repair_agreement a
                                        where a.contractor = c.name and a.signed_on <= :today and (a.valid_until is null or a.valid_until >= :today)),
                               (select count(*) from repair_order o where o.contractor = c.name and o.executor = 'CONTRACTOR' and o.state = 'OPEN')
                        from contractor c""")
                .param("today", today)
                .query((row, n) -> work.put(row.getString(1), new Work(row.getLong(2), row.getLong(3)))).list();
        return work;
    }

    /**
     * A written request to a contractor.
     *
     * @param state Chinese name of where it stands
     */
    public record Asked(String orderNumber, String caseNumber, String site, Instant issuedAt, Instant dueAt, String state, boolean overdue) {
    }

    /** The newest requests to a contractor at these sites. */
    @Transactional(readOnly = true)
    public List<Asked> asked(String name, Collection<String> sites, int most) {
        return jdbc.sql("""
                        select o.order_number, o.case_number, r.site, o.issued_at, o.due_at, o.state, o.overdue_at is not null
                        from repair_order o join repair_case r on r.case_number = o.case_number
                        where o.contractor = ? and o.executor = 'CONTRACTOR' and r.site = any (?) order by o.id desc limit ?""")
                .params(name, sites.toArray(String[]::new), most)
                .query((row, n) -> new Asked(row.getString(1), row.getString(2), row.getString(3), row.getTimestamp(4).toInstant(), row.getTimestamp(5).toInstant(),
                        OrderState.valueOf(row.getString(6)).label(), row.getBoolean(7)))
                .list();
    }

    /**
     * Registers whoever is named in an agreement for the first time.
     *
     * @throws RuleViolation on {@code contractor} when it is out of use
     */
    void require(String name) {
        named(name).ifPresentOrElse(known -> refuseRetired(known, "contractor"), () -> {
            refuseSame(name, "contractor");
            jdbc.sql("insert into contractor (name) values (?) on conflict (name) do nothing").param(name.strip()).update();
        });
    }

    /**
     * Registers a contractor that is to be asked for the first time.
     *
     * @param checked somebody says that it is none of those with a similar name
     * @throws RuleViolation on {@code otherContractor} when it is registered already, or, unless checked, when it may be one of them
     */
    void requireNew(String name, String contact, boolean checked) {
        refuseSame(name, "otherContractor");
        if (!checked) {
            alike(name).ifPresent(known -> {
                throw new RuleViolation("otherContractor", "与已登记的“" + known.name() + "”相近：如是同一家，请在列表中选择；确是另一家，请勾选“已核对”");
            });
        }
        jdbc.sql("insert into contractor (name, note) values (?, ?)").params(name.strip(), contact.isEmpty() ? "" : "首次要求维修时的联系人和电话：" + contact).update();
    }

    /** The registered contractor of this name, one that may be asked. Throws {@link RuleViolation} on {@code contractor} where it may not. */
    Contractor askable(String name) {
        Contractor known = named(name).orElseThrow(() -> new RuleViolation("contractor", "施工单位“" + name.strip() + "”没有登记：请在列表中选择，或先在“管理”的“施工单位”中登记"));
        refuseRetired(known, "contractor");
        return known;
    }

    private void refuseSame(String name, String field) {
        all().stream().filter(known -> signs(known.name()).equals(signs(name))).findFirst().ifPresent(known -> {
            refuseRetired(known, field);
            throw new RuleViolation(field, "施工单位“" + known.name() + "”已登记");
        });
    }

    private static void refuseRetired(Contractor contractor, String field) {
        if (contractor.retired()) {
            throw new RuleViolation(field, "施工单位“" + contractor.name() + "”已于 " + contractor.retiredOn() + " 停用：" + contractor.retiredReason());
        }
    }

    private Contractor required(long id) {
        return find(id).orElseThrow(() -> new RuleViolation("name", "没有这个施工单位"));
    }

    private static void check(String name, String contact, String phone, String trades, String note) {
        Map<String, String> wrong = new LinkedHashMap<>();
        if (text(name).isEmpty()) {
            wrong.put("name", "请填写施工单位的名称");
        }
        tooLong(wrong, "name", "名称", name, LONGEST_NAME);
        tooLong(wrong, "contact", "联系人", contact, LONGEST_CONTACT);
        tooLong(wrong, "phone", "电话", phone, LONGEST_PHONE);
        tooLong(wrong, "trades", "承修范围", trades, LONGEST_TRADES);
        tooLong(wrong, "note", "备注", note, LONGEST_NOTE);
        if (!wrong.isEmpty()) {
            throw new RuleViolation(wrong);
        }
    }

    private static void tooLong(Map<String, String> wrong, String field, String label, String text, int longest) {
        if (text(text).length() > longest) {
            wrong.put(field, label + "不能超过 " + longest + " 个字");
        }
    }

    private static String text(String text) {
        return text == null ? "" : text.strip();
    }

    private List<Contractor> query(String criterion, Object... params) {
        return jdbc.sql("select " + COLUMNS + " from contractor " + criterion).params(params)
                .query((row, n) -> new Contractor(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5), row.getString(6),
                        row.getObject(7, LocalDate.class), row.getString(8)))
                .list();
    }
}
