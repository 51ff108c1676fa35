package io.casework.customer;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who many callers of the past are, by what was written about them, with few queries for all of them. In doubt nobody is named. */
@Service
public class CallerBatches {


    private final JdbcClient jdbc;
    private final UnitFinder finder;
    private final Clock clock;

    CallerBatches(JdbcClient jdbc, UnitFinder finder, Clock clock) {
        this.jdbc = jdbc;
        this.finder = finder;
        this.clock = clock;
    }

    /** What was written. Each may be {@code null}; the phone is digits only. */
    public record Said(String name, String phone, String unit) {
    }

    /** Who it was. Each part is {@code null} where it is not clear; the name and the label are those on record. */
    public record Found(Long customerId, String customerName, Long unitId, String unit) {
    }

    private record Resident(long customerId, String name, String phone, long unitId, String unit) {
    }

    /** Residents and units of a site that are meant, in the order of the question. */
    @Transactional(readOnly = true)
    public List<Found> find(String site, List<Said> said) {
        UnitFinder.Answer units = finder.find(site, said.stream().map(Said::unit).filter(Objects::nonNull).toList());
        List<UnitFinder.Found> homes = said.stream().map(one -> one.unit() == null ? null : units.find(one.unit()).orElse(null)).toList();
        List<Resident> residents = residents(site, said, homes);
        Map<String, List<Resident>> byPhone = residents.stream().collect(Collectors.groupingBy(Resident::phone));
        Map<Long, List<Resident>> byUnit = residents.stream().collect(Collectors.groupingBy(Resident::unitId));
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            found.add(find(said.get(i), homes.get(i), byPhone, byUnit));
        }
        return found;
    }

    private static Found find(Said said, UnitFinder.Found home, Map<String, List<Resident>> byPhone, Map<Long, List<Resident>> byUnit) {
        List<Resident> phoned = said.phone() == null ? List.of() : byPhone.getOrDefault(said.phone(), List.of()).stream()
                .filter(resident -> said.name() == null || fits(resident.name(), said.name(), true)).toList();
        List<Resident> housed = home == null || said.name() == null ? List.of() : byUnit.getOrDefault(home.id(), List.of()).stream()
                .filter(resident -> fits(resident.name(), said.name(), false)).toList();
        List<Resident> meant = phoned.isEmpty() ? housed : phoned;
        Set<Long> customers = meant.stream().map(Resident::customerId).collect(Collectors.toSet());
        Resident customer = customers.size() == 1 ? meant.get(0) : null;
        Long unitId = home == null ? null : home.id();
        String unit = home == null ? null : home.label();
        if (customer != null && said.unit() == null && meant.stream().map(Resident::unitId).distinct().count() == 1) {
            unitId = customer.unitId();
            unit = customer.unit();
        }
        return new Found(customer == null ? null : customer.customerId(), customer == null ? null : customer.name(), unitId, unit);
    }

    /** The name exactly; with a phone that fits, the surname will do. */
    private static boolean fits(String onRecord, String said, boolean surnameWillDo) {
        return onRecord.equals(said) || surnameWillDo && CustomerRules.isCalled(onRecord, said);
    }

    private List<Resident> residents(String site, List<Said> said, List<UnitFinder.Found> homes) {
        String[] phones = said.stream().map(Said::phone).filter(Objects::nonNull).distinct().toArray(String[]::new);
        Long[] units = homes.stream().filter(Objects::nonNull).map(UnitFinder.Found::id).distinct().toArray(Long[]::new);
        String columns = """
                select c.id, c.name, p.digits, u.id, u.label from household h join customer c on c.id = h.customer_id
                join customer_phone p on p.customer_id = c.id join unit u on u.id = h.unit_id
                where u.site_code = :site and (h.until_on is null or h.until_on >= :today) and\s""";
        return Stream.of(columns + "c.id in (select customer_id from customer_phone where digits = any (:phones))", columns + "u.id = any (:units)")
                .flatMap(sql -> jdbc.sql(sql).param("site", site).param("today", LocalDate.now(clock)).param("phones", phones).param("units", units)
                        .query((row, n) -> new Resident(row.getLong(1), row.getString(2), row.getString(3), row.getLong(4), row.getString(5))).list().stream())
                .distinct().toList();
    }
}
