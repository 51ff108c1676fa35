package io.casework.workspace.call;

import io.casework.contact.Category;
import io.casework.contact.MatterKind;
import io.casework.complaint.ComplaintGrade;
import io.casework.customer.CustomerView;
import io.casework.customer.Customers;
import io.casework.customer.PhoneNumber;
import io.casework.customer.Resident;
import io.casework.customer.Unit;
import io.casework.customer.UnitView;
import io.casework.customer.Warranty;
import io.casework.customer.WarrantyLine;
import io.casework.organisation.Sites;
import io.casework.platform.EnumCode;
import io.casework.report.CallerFile;
import java.text.Normalizer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finds who may be calling and puts together what the house knows about that person, in words. */
@Component
class Callers {

    /** Longest list of matches on the screen; whoever is not among them is found by typing more. */
    static final int MOST_SHOWN = 12;
    /** Most units of one customer that are shown with their warranties. */
    static final int MOST_HOMES = 12;

    private static final Pattern ONE_CHARACTER = Pattern.compile("\\p{IsHan}");
    private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");
    private static final String KEY_NAME = "callerName";
    private static final String KEY_PHONE = "callerPhone";
    private static final String KEY_UNIT = "unitText";
    private static final String KEY_SITE = "site";

    private final Customers customers;
    private final CallerFile file;
    private final Sites sites;
    private final Clock clock;

    Callers(Customers customers, CallerFile file, Sites sites, Clock clock) {
        this.customers = customers;
        this.file = file;
        this.sites = sites;
        this.clock = clock;
    }

    /** One line of the matches: a resident, or a unit in which nobody is on record ({@code customer} is {@code null} then). */
    record Hit(Long customer, long unit, String name, String relation, String unitLabel, String siteName, String phones, boolean contactRefused) {
    }

    /**
     * What a search found.
     *
     * @param more there are more than are shown
     * @param tooShort the text is too short to be searched
     */
    record Found(String asked, List<Hit> hits, boolean more, boolean tooShort) {
    }

    /** A unit of the caller. {@code relation} is empty for a unit without the caller on record. */
    record Home(UnitView view, String relation, boolean chosen, WarrantyLine general) {
    }

    /** Who calls, and what is on file. {@code customer} is {@code null} where only a unit was chosen, {@code home} where the customer has none at these sites. */
    record Caller(CustomerView customer, Home home, List<Home> homes, List<Resident> household, CallerFile.File file) {
    }

    /**
     * What an earlier registration, other customers and the warranty say about the matter that is being typed.
     *
     * @param warranty of the item that is to be repaired, in words; empty while unit or item are not known
     */
    record Echo(List<CallerFile.Earlier> earlier, int days, List<CallerFile.Cluster> clusters, String warranty) {

        static final Echo NONE = new Echo(List.of(), 0, List.of(), "");

        public boolean isEmpty() {
            return earlier.isEmpty() && clusters.isEmpty();
        }
    }

    Found search(Set<String> visible, String text) {
        String typed = text == null ? "" : text.strip();
        String asked = Normalizer.normalize(typed, Normalizer.Form.NFKC);
        if (asked.isEmpty() || ONE_CHARACTER.matcher(asked).matches()) {
            return new Found(typed, List.of(), false, !asked.isEmpty());
        }
        List<Resident> residents = customers.search(visible, asked);
        List<Resident> named = asked.contains(" ") ? named(residents, asked.split("\\s+")) : List.of();
        if (!named.isEmpty()) {
            residents = named;
        } else if (residents.isEmpty() && asked.contains(" ")) {
            residents = together(visible, asked.split("\\s+"));
        }
        Map<String, Hit> hits = new LinkedHashMap<>();
        residents.forEach(resident -> hits.put("h" + resident.householdId(), hit(resident)));
        if (named.isEmpty() && DIGIT.matcher(asked).find() && hits.size() < MOST_SHOWN) {
            Set<Long> inhabited = residents.stream().map(Resident::unitId).collect(Collectors.toSet());
            customers.units(visible, asked).stream().filter(unit -> !inhabited.contains(unit.id())).forEach(unit -> hits.put("u" + unit.id(), hit(unit)));
        }
        return new Found(typed, hits.values().stream().limit(MOST_SHOWN).toList(), hits.size() > MOST_SHOWN, false);
    }

    /** 张 1201: of those in 1201, the ones whose names have the words without digits. */
    private static List<Resident> named(List<Resident> residents, String[] words) {
        List<String> names = Arrays.stream(words).filter(word -> !DIGIT.matcher(word).find()).toList();
        return names.isEmpty() ? List.of() : residents.stream().filter(resident -> names.stream().allMatch(resident.name()::contains)).toList();
    }

    /** 张伟 1201: the first word finds, the others have to fit. */
    private List<Resident> together(Set<String> visible, String[] words) {
        return customers.search(visible, words[0]).stream()
                .filter(resident -> Arrays.stream(words).skip(1).allMatch(word -> resident.name().contains(word) || resident.unit().contains(word)
                        || resident.phones().stream().anyMatch(phone -> phone.endsWith(word))))
                .toList();
    }

    private Hit hit(Resident resident) {
        return new Hit(resident.customerId(), resident.unitId(), resident.name(), resident.relation().label(), resident.unit(), sites.name(resident.site()),
                String.join("、", resident.phones()), resident.contactRefused());
    }

    private Hit hit(Unit unit) {
        return new Hit(null, unit.id(), "无在册住户", "", unit.label(), sites.name(unit.site()), "", false);
    }

    /** What is on file about a customer or a unit of these sites; empty for anybody else. */
    Optional<Caller> caller(Set<String> visible, Long customerId, Long unitId) {
        CustomerView customer = customerId == null ? null : customers.customer(customerId).orElse(null);
        List<Resident> residences = customer == null ? List.of() : customer.residences().stream().filter(home -> visible.contains(home.site())).toList();
        if (customerId != null && residences.isEmpty()) {
            return Optional.empty();
        }
        Set<Long> ids = new LinkedHashSet<>();
        if (unitId != null) {
            ids.add(unitId);
        }
        residences.stream().map(Resident::unitId).limit(MOST_HOMES).forEach(ids::add);
        List<UnitView> units = customers.unitViews(ids).stream().filter(view -> visible.contains(view.unit().site())).toList();
        boolean own = customer == null || unitId == null || residences.stream().anyMatch(home -> home.unitId() == unitId);
        if (units.isEmpty() || !own) {
            return Optional.empty();
        }
        long chosen = unitId != null && units.stream().anyMatch(view -> view.unit().id() == unitId) ? unitId : units.get(0).unit().id();
        Map<Long, String> relations = residences.stream().collect(Collectors.toMap(Resident::unitId, home -> home.relation().label(), (a, b) -> a));
        List<Home> homes = units.stream()
                .map(view -> new Home(view, relations.getOrDefault(view.unit().id(), ""), view.unit().id() == chosen, general(view)))
                .sorted(Comparator.comparing(home -> !home.chosen())).toList();
        Home home = homes.get(0);
        return Optional.of(new Caller(customer, home, homes, home.view().residents(),
                file.of(visible, customerId, units.stream().map(view -> view.unit().id()).toList())));
    }

    private static WarrantyLine general(UnitView view) {
        return view.warranties().get(view.warranties().size() - 1);
    }

    /**
     * What was typed, with what is known of the chosen caller put in. A number that is not the customer's own was said on the telephone and stays.
     *
     * @param previous the customer who was chosen before, or {@code null}: what was put in for that one goes
     */
    Map<String, Object> prefilled(Map<String, Object> typed, Caller caller, Long previous) {
        CustomerView before = previous == null || caller.customer() != null && caller.customer().id() == previous ? null : customers.customer(previous).orElse(null);
        Map<String, Object> values = new LinkedHashMap<>(typed);
        Unit unit = caller.home().view().unit();
        values.put(KEY_SITE, unit.site());
        values.put(KEY_UNIT, unit.label());
        if (caller.customer() != null) {
            values.put(KEY_NAME, caller.customer().name());
            values.put("anonymous", Boolean.FALSE);
        } else if (before != null && before.name().equals(values.get(KEY_NAME))) {
            values.remove(KEY_NAME);
        }
        Object phone = values.get(KEY_PHONE);
        boolean ofTheOther = before != null && before.phones().contains(String.valueOf(phone));
        if (phone == null || ofTheOther) {
            values.remove(KEY_PHONE);
            if (caller.customer() != null && !caller.customer().phones().isEmpty()) {
                values.put(KEY_PHONE, caller.customer().phones().get(0));
            }
        }
        return values;
    }

    /** What was typed, with what was searched for in vain put where it belongs: a caller who is not on record. */
    static Map<String, Object> said(Map<String, Object> typed, String text) {
        Map<String, Object> values = new LinkedHashMap<>(typed);
        String said = text.strip();
        String plain = Normalizer.normalize(said, Normalizer.Form.NFKC);
        if (PhoneNumber.isMeant(plain)) {
            values.put(KEY_PHONE, plain);
        } else if (!said.isEmpty()) {
            values.put(DIGIT.matcher(plain).find() ? KEY_UNIT : KEY_NAME, said);
        }
        return values;
    }

    /** Repeats and clusters for what has been typed so far; nothing before site and kind of matter are known. */
    Echo echo(Set<String> visible, CallDraft draft) {
        String site = draft.text(KEY_SITE);
        String kind = draft.text("kind");
        if (!visible.contains(site) || kind.isEmpty()) {
            return Echo.NONE;
        }
        String item = "REPAIR".equals(kind) && !draft.text("repairItem").isEmpty() ? draft.text("repairItem") : null;
        List<CallerFile.Cluster> clusters = item != null || "COMPLAINT".equals(kind) ? file.clusters(site, item) : List.of();
        Long unit = unit(site, draft).orElse(null);
        if (unit == null) {
            return new Echo(List.of(), 0, clusters, "");
        }
        CallerFile.Repeats repeats = file.repeats(site, unit, kind, item);
        String warranty = item == null ? "" : words(customers.warrantyOn(unit, item, LocalDate.now(clock)));
        return new Echo(repeats.earlier(), repeats.days(), clusters, warranty);
    }

    /** The unit that is meant: the chosen one while its label stands in the form, otherwise the only one that the text fits. */
    private Optional<Long> unit(String site, CallDraft draft) {
        String text = draft.text(KEY_UNIT);
        if (text.isBlank()) {
            return Optional.empty();
        }
        List<Unit> units = customers.units(Set.of(site), text);
        List<Long> ids = new ArrayList<>(units.stream().map(Unit::id).toList());
        if (draft.unit() != null && ids.contains(draft.unit())) {
            return Optional.of(draft.unit());
        }
        return ids.size() == 1 ? Optional.of(ids.get(0)) : Optional.empty();
    }

    /** Warranty in words: 在保至 2027-06-30. */
    static String warranty(WarrantyLine line) {
        return words(new Warranty(line.today(), line.until()));
    }

    private static String words(Warranty warranty) {
        return warranty.status() == Warranty.Status.UNKNOWN ? "保修期不明"
                : (warranty.status() == Warranty.Status.IN ? "在保，至 " : "已过保，止于 ") + warranty.until();
    }

    /** What a case is handled as, in words. */
    static String category(CallerFile.CaseLine line) {
        String category = EnumCode.find(Category.class, line.category()).map(Category::label)
                .or(() -> EnumCode.find(MatterKind.class, line.matterKind()).map(MatterKind::label))
                .orElse(line.parent() != null ? "维修" : "未分类");
        return EnumCode.find(ComplaintGrade.class, line.grade()).map(ComplaintGrade::label).orElse(category);
    }
}
