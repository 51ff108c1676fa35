package io.casework.customer;

import io.casework.organisation.Sites;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Finds customers and units, and says what is in warranty. Every search names the sites that the asker may see and finds
 * residents of today only, at most {@value #MOST_HITS}, by unit.
 */
@Service
public class Customers {

    /** Longest list that a search answers with. */
    public static final int MOST_HITS = 50;
    /** So many units of a building are listed. */
    public static final int MOST_OF_A_BUILDING = 2000;
    /** Fewest digits by which the ending of a phone number is searched. */
    public static final int FEWEST_ENDING_DIGITS = 4;

    private static final String RESIDENTS = """
            select h.id, c.id, c.name,
                   array(select p.digits from customer_phone p where p.customer_id = c.id order by p.position),
                   c.contact_refused, u.id, u.site_code, b.label, u.label, h.relation
            from household h
            join customer c on c.id = h.customer_id
            join unit u on u.id = h.unit_id
            join building b on b.id = u.building_id
            where h.from_on <= :today and (h.until_on is null or h.until_on >= :today) and %s
            order by u.site_code, u.unit_key, h.relation <> 'OWNER', c.id
            limit :most""";
    private static final String IN_SITES = "u.site_code in (:sites) and ";
    private static final String UNITS = """
            select u.id, u.site_code, b.label, u.label, u.area, u.delivered_on, u.occupied, u.warranty_until
            from unit u join building b on b.id = u.building_id where %s order by u.site_code, u.unit_key limit :most""";

    private static final String HOUSEHOLDS = """
            select h.id, h.customer_id, c.name, u.id, u.site_code, u.label, h.relation, h.from_on, h.until_on
            from household h join customer c on c.id = h.customer_id join unit u on u.id = h.unit_id
            where %s order by h.until_on < :today nulls first, h.relation <> 'OWNER', h.from_on desc, h.id limit :most""";

    private static final String UNIT = "unit";
    private static final String BUILDINGS =
            "select b.id, b.site_code, b.label, (select count(*) from unit u where u.building_id = b.id) from building b";

    /** Nothing but a number: it may end a phone number, it is never a part of a name. */
    private static final Pattern ONLY_DIGITS = Pattern.compile("[0-9+() -]+");

    private final JdbcClient jdbc;
    private final WarrantyItems items;
    private final Sites sites;
    private final Clock clock;
    private final boolean lastDayCounts;

    Customers(JdbcClient jdbc, WarrantyItems items, Sites sites, Clock clock,
            @Value("${casework.warranty.last-day-counts}") boolean lastDayCounts) {
        this.jdbc = jdbc;
        this.items = items;
        this.sites = sites;
        this.clock = clock;
        this.lastDayCounts = lastDayCounts;
    }

    /** Residents with exactly this phone number, in whatever notation it is given. */
    public List<Resident> byPhone(Collection<String> sites, String phone) {
        List<String> digits = PhoneNumber.lookedUpAs(phone).stream().filter(PhoneNumber::isComplete).toList();
        if (digits.isEmpty()) {
            return List.of();
        }
        return residents(sites, "c.id in (select customer_id from customer_phone where digits in (:digits))",
                Map.of("digits", digits), MOST_HITS);
    }

    /** Residents with a phone number that ends so; fewer than {@value #FEWEST_ENDING_DIGITS} digits find nobody. */
    public List<Resident> byPhoneEnding(Collection<String> sites, String ending) {
        String digits = PhoneNumber.normalise(ending);
        if (digits.length() < FEWEST_ENDING_DIGITS) {
            return List.of();
        }
        return residents(sites, "c.id in (select customer_id from customer_phone where reverse(digits) like :ending)",
                Map.of("ending", new StringBuilder(digits).reverse() + "%"), MOST_HITS);
    }

    /** Residents whose name contains this text. */
    public List<Resident> byName(Collection<String> sites, String part) {
        if (part == null || part.isBlank()) {
            return List.of();
        }
        return residents(sites, "name_grams(c.name) @> name_grams(:part) and position(lower(:part) in lower(c.name)) > 0",
                Map.of("part", part.strip()), MOST_HITS);
    }

    /** Residents of the units that this text means: 3栋1单元1201, 3-1-1201, 3栋1201, 1201 or 3栋. */
    public List<Resident> byUnit(Collection<String> sites, String text) {
        UnitKey key = UnitKey.of(text);
        return key.isEmpty() ? List.of() : residents(sites, key.units("u", UNIT), key.values(UNIT), MOST_HITS);
    }

    /** One box for all: a phone number or its ending, a unit, or a part of a name. */
    public List<Resident> search(Collection<String> sites, String text) {
        String asked = text == null ? "" : Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        if (asked.isEmpty()) {
            return List.of();
        }
        Map<Long, Resident> found = new LinkedHashMap<>();
        if (PhoneNumber.isMeant(asked)) {
            byPhone(sites, asked).forEach(resident -> found.put(resident.householdId(), resident));
        }
        if (ONLY_DIGITS.matcher(asked).matches()) {
            byPhoneEnding(sites, asked).forEach(resident -> found.put(resident.householdId(), resident));
        } else {
            byName(sites, asked).forEach(resident -> found.put(resident.householdId(), resident));
        }
        byUnit(sites, asked).forEach(resident -> found.putIfAbsent(resident.householdId(), resident));
        return found.values().stream().limit(MOST_HITS).toList();
    }

    /** Units that this text means, whether anybody lives there or not. */
    public List<Unit> units(Collection<String> sites, String text) {
        UnitKey key = UnitKey.of(text);
        if (key.isEmpty() || sites.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(UNITS.formatted(IN_SITES + key.units("u", UNIT)))
                .params(key.values(UNIT))
                .param("sites", sites)
                .param("most", MOST_HITS)
                .query(Customers::unit)
                .list();
    }

    /**
     * Who a caller is, by what he or she says. All of it that is given has to fit: the phone exactly, the name exactly (or the
     * surname, as in 张先生, when phone or unit are given too), the unit in any notation.
     *
     * @param phone may be blank
     * @param name may be blank
     * @param unitText may be blank
     */
    public Match match(String site, String phone, String name, String unitText) {
        Set<String> here = Set.of(site);
        String digits = PhoneNumber.normalise(phone);
        String called = name == null ? "" : name.strip();
        UnitKey key = UnitKey.of(unitText);
        boolean withPhone = !digits.isEmpty();
        boolean withName = !called.isEmpty();
        boolean withUnit = unitText != null && !unitText.isBlank();

        List<Resident> phoned = withPhone ? byPhone(here, phone) : List.of();
        List<Resident> housed = withUnit && !key.isEmpty()
                ? residents(here, key.units("u", UNIT), key.values(UNIT), MOST_HITS) : List.of();
        List<Resident> named = withName
                ? residents(here, "c.name = :name", Map.of("name", called), Match.MOST_CANDIDATES + 1) : List.of();
        Set<Long> phonedHouseholds = ids(phoned);
        Set<Long> housedHouseholds = ids(housed);
        boolean surnameWillDo = withPhone || withUnit;

        Predicate<Resident> phoneFits = resident -> phonedHouseholds.contains(resident.householdId());
        Predicate<Resident> unitFits = resident -> housedHouseholds.contains(resident.householdId());
        Predicate<Resident> nameFits = resident -> resident.name().equals(called) || surnameWillDo && CustomerRules.isCalled(resident.name(), called);

        List<Resident> base = withPhone ? phoned : withUnit ? housed : named;
        List<Resident> fitting = base.stream()
                .filter(resident -> !withUnit || unitFits.test(resident))
                .filter(resident -> !withName || nameFits.test(resident))
                .toList();
        if (fitting.size() == 1) {
            return new Match(Match.Kind.CLEAR, fitting);
        }
        Map<Long, Resident> all = new LinkedHashMap<>();
        (fitting.isEmpty() ? Stream.of(phoned, housed, named).flatMap(List::stream) : fitting.stream())
                .forEach(resident -> all.putIfAbsent(resident.householdId(), resident));
        Function<Resident, Integer> fit = resident -> (phoneFits.test(resident) ? 1 : 0) + (unitFits.test(resident) ? 1 : 0)
                + (withName && nameFits.test(resident) ? 1 : 0);
        List<Resident> candidates = all.values().stream()
                .sorted(Comparator.comparing(fit).reversed())
                .limit(Match.MOST_CANDIDATES)
                .toList();
        return new Match(candidates.isEmpty() ? Match.Kind.NONE : Match.Kind.UNCLEAR, candidates);
    }

    /** The buildings of these sites, by site and label. */
    public List<Building> buildings(Collection<String> sites) {
        return sites.isEmpty() ? List.of() : jdbc.sql(BUILDINGS + " where b.site_code in (:sites) order by b.site_code, length(b.label), b.label").param("sites", sites)
                .query(Customers::building).list();
    }

    /** The building of this number. */
    public Optional<Building> building(long id) {
        return jdbc.sql(BUILDINGS + " where b.id = :id").param("id", id).query(Customers::building).optional();
    }

    /** The units of a building, at most {@value #MOST_OF_A_BUILDING}. */
    public List<Unit> unitsOf(long building) {
        return jdbc.sql(UNITS.formatted("u.building_id = :building").replace("u.unit_key", "length(u.unit_key), u.unit_key")).param("building", building)
                .param("most", MOST_OF_A_BUILDING).query(Customers::unit).list();
    }

    private static Building building(ResultSet row, int n) throws SQLException {
        return new Building(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4));
    }

    /** The unit of this number. */
    public Optional<Unit> unit(long unitId) {
        return jdbc.sql(UNITS.formatted("u.id = :id")).param("id", unitId).param("most", 1).query(Customers::unit).optional();
    }

    /** All about the unit of this number. */
    public Optional<UnitView> unitView(long unitId) {
        return unitViews(List.of(unitId)).stream().findFirst();
    }

    /** All about several units, by site and unit; the same few queries whatever their number. Unknown numbers are left out. */
    public List<UnitView> unitViews(Collection<Long> unitIds) {
        if (unitIds.isEmpty()) {
            return List.of();
        }
        LocalDate today = today();
        List<Unit> units = jdbc.sql(UNITS.formatted("u.id in (:ids)")).param("ids", unitIds).param("most", unitIds.size()).query(Customers::unit).list();
        Map<Long, Map<String, LocalDate>> ends = warrantyEnds(unitIds);
        Map<Long, List<Resident>> residents = jdbc.sql(RESIDENTS.formatted("u.id in (:units)"))
                .param("today", today).param("units", unitIds).param("most", MOST_HITS * unitIds.size())
                .query(Customers::resident)
                .list().stream().collect(Collectors.groupingBy(Resident::unitId));
        List<WarrantyItem> kinds = items.all();
        return units.stream().map(unit -> new UnitView(unit, sites.name(unit.site()), kinds.stream()
                .map(item -> {
                    Warranty warranty = judge(lastDay(unit, item, ends.getOrDefault(unit.id(), Map.of())), today);
                    return new WarrantyLine(item.code(), item.name(), warranty.until(), warranty.status());
                })
                .toList(), residents.getOrDefault(unit.id(), List.of()))).toList();
    }

    /** The customer of this number, wherever he or she lives; check the sites of the residences before showing it. */
    public Optional<CustomerView> customer(long customerId) {
        return jdbc.sql("""
                        select c.name, c.id_remark, c.contact_refused,
                               array(select p.digits from customer_phone p where p.customer_id = c.id order by p.position),
                               c.contact_refused_reason, c.contact_refused_on
                        from customer c where c.id = :id""")
                .param("id", customerId)
                .query((row, n) -> new CustomerView(customerId, row.getString(1), texts(row.getArray(4)), row.getString(2),
                        row.getBoolean(3), row.getString(5), row.getObject(6, LocalDate.class), List.of()))
                .optional()
                .map(customer -> new CustomerView(customer.id(), customer.name(), customer.phones(), customer.idRemark(),
                        customer.contactRefused(), customer.refusalReason(), customer.refusedOn(), jdbc.sql(RESIDENTS.formatted("c.id = :customer"))
                                .param("today", today()).param("customer", customerId).param("most", MOST_HITS)
                                .query(Customers::resident)
                                .list()));
    }

    /** Where a customer lives, owns, lived or owned, the present first; at most {@value #MOST_HITS}. Check their sites before showing them. */
    public List<Household> households(long customerId) {
        return households("h.customer_id = :id", customerId);
    }

    /** Who lives in a unit, owns it, or did so, the present first; at most {@value #MOST_HITS}. */
    public List<Household> householdsOfUnit(long unitId) {
        return households("h.unit_id = :id", unitId);
    }

    private List<Household> households(String criterion, long id) {
        return jdbc.sql(HOUSEHOLDS.formatted(criterion)).param("id", id).param("today", today()).param("most", MOST_HITS)
                .query((row, n) -> new Household(row.getLong(1), row.getLong(2), row.getString(3), row.getLong(4), row.getString(5), row.getString(6),
                        Relation.valueOf(row.getString(7)), row.getObject(8, LocalDate.class), row.getObject(9, LocalDate.class)))
                .list();
    }

    /**
     * The customer who is on record at one of these sites, now or in the past, with exactly this name and one of these phones: the same person, as lists
     * that are brought in know one.
     */
    public Optional<Long> known(Collection<String> sites, String name, Collection<String> phones) {
        List<String> digits = phones.stream().map(PhoneNumber::normalise).filter(PhoneNumber::isComplete).toList();
        if (sites.isEmpty() || digits.isEmpty()) {
            return Optional.empty();
        }
        return jdbc.sql("""
                        select c.id from customer c
                        where c.id in (select customer_id from customer_phone where digits in (:digits)) and c.name = :name
                          and exists (select from household h join unit u on u.id = h.unit_id where h.customer_id = c.id and u.site_code in (:sites))
                        order by c.id limit 1""")
                .param("digits", digits).param("name", name.strip()).param("sites", sites).query(Long.class).optional();
    }

    /**
     * Whether the customer does not want callbacks, surveys and short messages; false for an unknown customer.
     *
     * @param customerId may be {@code null}
     */
    public boolean contactRefused(Long customerId) {
        return customerId != null && jdbc.sql("select contact_refused from customer where id = :id").param("id", customerId)
                .query(Boolean.class).optional().orElse(false);
    }

    /**
     * Whether something in a unit is in warranty on a day. The last day itself is in warranty, unless the setting
     * {@code casework.warranty.last-day-counts} says otherwise (AS-INT-06 is silent about it).
     *
     * @param item code or Chinese name of the warranty item; blank or {@link WarrantyItem#OTHER} asks for the general warranty
     */
    public Warranty warrantyOn(long unitId, String item, LocalDate day) {
        Optional<Unit> unit = unit(unitId);
        Optional<WarrantyItem> kind = items.item(item == null || item.isBlank() ? WarrantyItem.OTHER : item);
        if (unit.isEmpty() || kind.isEmpty()) {
            return new Warranty(Warranty.Status.UNKNOWN, null);
        }
        return judge(lastDay(unit.get(), kind.get(), warrantyEnds(List.of(unitId)).getOrDefault(unitId, Map.of())), day);
    }

    /**
     * Whether a day is in warranty when its last day is known, or unknown.
     *
     * @param lastDay may be {@code null}
     */
    public Warranty judge(LocalDate lastDay, LocalDate day) {
        if (lastDay == null) {
            return new Warranty(Warranty.Status.UNKNOWN, null);
        }
        boolean in = day.isBefore(lastDay) || lastDayCounts && day.equals(lastDay);
        return new Warranty(in ? Warranty.Status.IN : Warranty.Status.OUT, lastDay);
    }

    /** The date on record; for an item that was added after delivery, its default period; {@code null} when neither is known. */
    private static LocalDate lastDay(Unit unit, WarrantyItem item, Map<String, LocalDate> ends) {
        LocalDate recorded = WarrantyItem.OTHER.equals(item.code()) ? unit.warrantyUntil() : ends.get(item.code());
        return recorded != null || unit.deliveredOn() == null ? recorded : item.lastDay(unit.deliveredOn());
    }

    private Map<Long, Map<String, LocalDate>> warrantyEnds(Collection<Long> unitIds) {
        Map<Long, Map<String, LocalDate>> ends = new HashMap<>();
        jdbc.sql("select unit_id, item_code, until_on from unit_warranty where unit_id in (:units)")
                .param("units", unitIds)
                .query(row -> {
                    ends.computeIfAbsent(row.getLong(1), unit -> new HashMap<>()).put(row.getString(2), row.getObject(3, LocalDate.class));
                });
        return ends;
    }

    private List<Resident> residents(Collection<String> sites, String criterion, Map<String, ?> params, int most) {
        if (sites.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(RESIDENTS.formatted(IN_SITES + criterion))
                .params(params)
                .param("sites", sites)
                .param("today", today())
                .param("most", most)
                .query(Customers::resident)
                .list();
    }

    private static Set<Long> ids(List<Resident> residents) {
        return residents.stream().map(Resident::householdId).collect(Collectors.toSet());
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private static Resident resident(ResultSet row, int n) throws SQLException {
        return new Resident(row.getLong(1), row.getLong(2), row.getString(3), texts(row.getArray(4)), row.getBoolean(5),
                row.getLong(6), row.getString(7), row.getString(8), row.getString(9), Relation.valueOf(row.getString(10)));
    }

    private static Unit unit(ResultSet row, int n) throws SQLException {
        return new Unit(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getBigDecimal(5),
                row.getObject(6, LocalDate.class), row.getBoolean(7), row.getObject(8, LocalDate.class));
    }

    private static List<String> texts(Array array) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (Object text : (Object[]) array.getArray()) {
            texts.add((String) text);
        }
        return List.copyOf(texts);
    }
}
