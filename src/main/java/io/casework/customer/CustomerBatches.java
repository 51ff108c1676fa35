package io.casework.customer;

import io.casework.platform.LineVerdict;
import io.casework.platform.LineVerdict.Outcome;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings lists of customers with their phones and households in, many lines with few queries. A customer is known by the name together with any of the
 * phones; a line adds phones, remark and household to what is on record and takes nothing away. What is refused here is what {@link CustomerRegister}
 * refuses.
 */
@Service
public class CustomerBatches {

    /** Fields that verdicts speak of. */
    public static final String NAME = "name";
    /** Phones. */
    public static final String PHONE = "phone";
    /** The unit. */
    public static final String UNIT = "unit";
    /** First day of the household. */
    public static final String FROM = "from";
    /** Remark about the identity. */
    public static final String REMARK = "remark";

    private static final LocalDate FIRST_DAY = LocalDate.of(1980, 1, 1);

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final UnitFinder finder;
    private final Clock clock;

    CustomerBatches(JdbcClient jdbc, JdbcTemplate batches, UnitFinder finder, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.finder = finder;
        this.clock = clock;
    }

    /**
     * One line of the list.
     *
     * @param phones digits only, see {@link PhoneNumber#normalise}
     * @param unit the whole label in any writing
     * @param from first day of the household; {@code null} counts from the unit's delivery, or from today where that is not known
     * @param remark may be empty
     */
    public record Line(String name, List<String> phones, String unit, Relation relation, LocalDate from, String remark) {
    }

    private static final class Known {

        private final long id;
        private final String name;
        private final Set<String> phones = new LinkedHashSet<>();
        private final Map<Long, Household> households = new HashMap<>();
        private String remark;

        Known(long id, String name, String remark) {
            this.id = id;
            this.name = name;
            this.remark = remark;
        }
    }

    private record Household(Long id, Relation relation) {
    }

    /** What the customer and household of a line are known by, for finding the same line twice in one list. */
    public String key(Line line) {
        return line.name().strip() + "|" + String.join(",", new TreeSet<>(line.phones())) + "|" + UnitKey.of(line.unit()).value();
    }

    /** What would become of each line; nothing is written. */
    @Transactional(readOnly = true)
    public List<LineVerdict> check(String site, List<Line> lines) {
        return go(site, lines, false);
    }

    /** Takes the lines that are good; lines that are not change nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<LineVerdict> take(String site, List<Line> lines) {
        return go(site, lines, true);
    }

    private List<LineVerdict> go(String site, List<Line> lines, boolean write) {
        UnitFinder.Answer units = finder.find(site, lines.stream().map(Line::unit).filter(Objects::nonNull).toList());
        Map<String, List<Known>> byPhone = customers(lines);
        Changes changes = new Changes();
        List<LineVerdict> verdicts = new ArrayList<>();
        for (Line line : lines) {
            LineVerdict refusal = valid(line);
            UnitFinder.Found unit = refusal != null ? null : units.find(line.unit()).orElse(null);
            if (refusal == null && unit == null) {
                refusal = LineVerdict.bad(UNIT, "本小区没有这个房号", "请核对房号；新房号请先用“房号和保修”导入");
            }
            verdicts.add(refusal != null ? refusal : take(line, unit, byPhone, changes));
        }
        if (write) {
            changes.write();
        }
        return verdicts;
    }

    private LineVerdict take(Line line, UnitFinder.Found unit, Map<String, List<Known>> byPhone, Changes changes) {
        String remark = line.remark().strip();
        Known known = line.phones().stream().flatMap(phone -> byPhone.getOrDefault(phone, List.of()).stream())
                .filter(customer -> customer.name.equals(line.name().strip())).min(Comparator.comparingLong(customer -> customer.id)).orElse(null);
        LocalDate from = line.from() != null ? line.from() : unit.deliveredOn() != null ? unit.deliveredOn() : LocalDate.now(clock);
        if (known == null) {
            // Negative until it gets its number: later lines of the batch that mean the same person find it here.
            Known fresh = new Known(-1L - changes.fresh.size(), line.name().strip(), remark);
            fresh.phones.addAll(line.phones());
            fresh.households.put(unit.id(), new Household(null, line.relation()));
            line.phones().forEach(phone -> byPhone.computeIfAbsent(phone, p -> new ArrayList<>()).add(fresh));
            changes.fresh.add(fresh);
            changes.households.add(new NewHousehold(fresh, unit.id(), line.relation(), from));
            return LineVerdict.of(Outcome.NEW);
        }
        List<String> added = line.phones().stream().filter(phone -> !known.phones.contains(phone)).toList();
        if (known.phones.size() + added.size() > CustomerRules.MOST_PHONES) {
            return LineVerdict.bad(PHONE, "一位客户最多登记 " + CustomerRules.MOST_PHONES + " 个电话，这位客户已有 " + known.phones.size() + " 个", "请在客户资料里先删去不用的电话");
        }
        Household household = known.households.get(unit.id());
        if (household != null && household.id() == null && household.relation() != line.relation()) {
            return LineVerdict.bad(UNIT, "同一批里有两行写的是这位客户和这个房号，关系却不同", "请只留一行");
        }
        boolean changed = !added.isEmpty();
        for (String phone : added) {
            if (known.id > 0) {
                changes.phones.add(new Object[] {known.id, known.phones.size(), phone});
            }
            known.phones.add(phone);
            byPhone.computeIfAbsent(phone, p -> new ArrayList<>()).add(known);
        }
        if (!remark.isEmpty() && !remark.equals(known.remark)) {
            known.remark = remark;
            changed = true;
            if (known.id > 0) {
                changes.remarks.add(new Object[] {remark, known.id});
            }
        }
        if (household == null) {
            known.households.put(unit.id(), new Household(null, line.relation()));
            changes.households.add(new NewHousehold(known, unit.id(), line.relation(), from));
            return LineVerdict.of(Outcome.NEW);
        }
        if (household.relation() != line.relation()) {
            known.households.put(unit.id(), new Household(household.id(), line.relation()));
            changes.relations.add(new Object[] {line.relation().name(), household.id()});
            changed = true;
        }
        return LineVerdict.of(changed ? Outcome.CHANGED : Outcome.UNCHANGED);
    }

    private LineVerdict valid(Line line) {
        if (line.name().isBlank() || line.name().strip().length() > CustomerRules.LONGEST_NAME) {
            return LineVerdict.bad(NAME, line.name().isBlank() ? "没有填姓名" : "姓名不能超过 " + CustomerRules.LONGEST_NAME + " 个字", "请填写客户姓名");
        }
        if (line.phones().isEmpty()) {
            return LineVerdict.bad(PHONE, "没有填电话", "客户按姓名和电话辨认，请至少填一个电话");
        }
        if (line.phones().size() > CustomerRules.MOST_PHONES) {
            return LineVerdict.bad(PHONE, "一位客户最多登记 " + CustomerRules.MOST_PHONES + " 个电话", "请删去不用的电话");
        }
        for (String phone : line.phones()) {
            if (!PhoneNumber.isComplete(phone)) {
                return LineVerdict.bad(PHONE, "“" + phone + "”不是完整的电话号码", "请填写手机号，或带区号的固定电话");
            }
        }
        if (line.unit() == null || UnitKey.of(line.unit()).parts().size() < 2) {
            return LineVerdict.bad(UNIT, line.unit() == null || line.unit().isBlank() ? "没有填房号" : "房号应包含楼栋和房间", CustomerRules.WRITE_IN_FULL);
        }
        LocalDate latest = LocalDate.now(clock).plusYears(1);
        if (line.from() != null && (line.from().isBefore(FIRST_DAY) || line.from().isAfter(latest))) {
            return LineVerdict.bad(FROM, "开始日期应在 " + FIRST_DAY + " 到 " + latest + " 之间", "请核对日期");
        }
        if (line.remark().strip().length() > CustomerRules.LONGEST_REMARK) {
            return LineVerdict.bad(REMARK, "备注不能超过 " + CustomerRules.LONGEST_REMARK + " 个字", "请缩短备注");
        }
        if (CustomerRules.hasIdentityNumber(line.remark())) {
            return LineVerdict.bad(REMARK, "备注里有完整的身份证号码", CustomerRules.NO_IDENTITY_NUMBER);
        }
        return null;
    }

    /** All customers with one of the phones of the lines, with all their phones and the units where they live, by phone. */
    private Map<String, List<Known>> customers(Collection<Line> lines) {
        Set<String> phones = new HashSet<>();
        lines.forEach(line -> phones.addAll(line.phones()));
        Map<Long, Known> known = new TreeMap<>();
        if (!phones.isEmpty()) {
            jdbc.sql("""
                            select c.id, c.name, c.id_remark, p.digits from customer c join customer_phone p on p.customer_id = c.id
                            where c.id in (select customer_id from customer_phone where digits = any (:phones)) order by c.id, p.position""")
                    .param("phones", phones.toArray(String[]::new))
                    .query((row, n) -> new PhoneOfCustomer(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)))
                    .list()
                    .forEach(row -> known.computeIfAbsent(row.id(), id -> new Known(id, row.name(), row.remark())).phones.add(row.phone()));
        }
        if (!known.isEmpty()) {
            jdbc.sql("select id, customer_id, unit_id, relation from household where until_on is null and customer_id = any (:ids)")
                    .param("ids", known.keySet().toArray(Long[]::new))
                    .query(row -> {
                        known.get(row.getLong(2)).households.put(row.getLong(3), new Household(row.getLong(1), Relation.valueOf(row.getString(4))));
                    });
        }
        Map<String, List<Known>> byPhone = new HashMap<>();
        known.values().forEach(customer -> customer.phones.forEach(phone -> byPhone.computeIfAbsent(phone, p -> new ArrayList<>()).add(customer)));
        return byPhone;
    }

    private record PhoneOfCustomer(long id, String name, String remark, String phone) {
    }

    private record NewHousehold(Known customer, long unit, Relation relation, LocalDate from) {
    }

    /** What the good lines of a batch write. */
    private final class Changes {

        private final List<Known> fresh = new ArrayList<>();
        private final List<Object[]> phones = new ArrayList<>();
        private final List<Object[]> remarks = new ArrayList<>();
        private final List<Object[]> relations = new ArrayList<>();
        private final List<NewHousehold> households = new ArrayList<>();

        void write() {
            Map<Known, Long> ids = new IdentityHashMap<>();
            List<Object[]> customers = new ArrayList<>();
            if (!fresh.isEmpty()) {
                List<Long> numbers = batches.queryForList("select nextval(pg_get_serial_sequence('customer', 'id')) from generate_series(1, ?)",
                        Long.class, fresh.size());
                for (int i = 0; i < fresh.size(); i++) {
                    Known customer = fresh.get(i);
                    long id = numbers.get(i);
                    ids.put(customer, id);
                    customers.add(new Object[] {id, customer.name, customer.remark});
                    int position = 0;
                    for (String phone : customer.phones) {
                        phones.add(new Object[] {id, position++, phone});
                    }
                }
            }
            batches.batchUpdate("insert into customer (id, name, id_remark) values (?, ?, ?)", customers);
            batches.batchUpdate("insert into customer_phone (customer_id, position, digits) values (?, ?, ?)", phones);
            batches.batchUpdate("update customer set id_remark = ? where id = ?", remarks);
            batches.batchUpdate("update household set relation = ? where id = ?", relations);
            batches.batchUpdate("insert into household (customer_id, unit_id, relation, from_on) values (?, ?, ?, ?)",
                    households.stream().map(household -> new Object[] {ids.getOrDefault(household.customer(), household.customer().id), household.unit(),
                            household.relation().name(), household.from()}).toList());
        }
    }
}
