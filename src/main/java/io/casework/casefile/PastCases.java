package io.casework.casefile;

import io.casework.platform.ChineseTime;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Cases of the time before this system, taken from the register that was kept then. They are closed, have no procedure, and carry numbers of a series of
 * their own, by the day on which they were registered; the number that they had is kept beside.
 */
@Service
public class PastCases {

    /** First letters of their numbers: 历史. */
    public static final String SERIES = "LS";
    /** The code that stands as outcome of such a case, so that figures can leave it out. */
    public static final String OUTCOME = "IMPORTED";
    /** Who opened them: the register that was kept before. No login is written so. */
    public static final Actor OLD_REGISTER = new Actor("旧登记表", "旧登记表");

    private final JdbcTemplate jdbc;
    private final Clock clock;

    PastCases(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What is on record of a case that was brought in before.
     *
     * @param caseNumber its number here
     */
    public record Known(String caseNumber, String legacyNumber, Instant openedAt, String description) {
    }

    /** Those of these old numbers that a site has on record, by old number. */
    @Transactional(readOnly = true)
    public Map<String, Known> known(String site, Collection<String> legacyNumbers) {
        Map<String, Known> known = new HashMap<>();
        jdbc.query("""
                select l.case_number, l.legacy_number, c.opened_at, c.description
                from case_legacy l join case_file c on c.number = l.case_number
                where l.site = ? and l.legacy_number = any (?)""",
                row -> {
                    known.put(row.getString(2), new Known(row.getString(1), row.getString(2), row.getTimestamp(3).toInstant(), row.getString(4)));
                }, site, legacyNumbers.toArray(String[]::new));
        return known;
    }

    /** The number that a case had in the old register; empty for a case of this system. */
    @Transactional(readOnly = true)
    public Optional<String> legacyNumber(String caseNumber) {
        return jdbc.queryForList("select legacy_number from case_legacy where case_number = ?", String.class, caseNumber).stream().findFirst();
    }

    /**
     * Puts closed cases on record.
     *
     * @param cases none of them on record yet
     * @param by who brings them in; stands in the timeline
     * @return their numbers, in the same order
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<String> importClosed(String site, List<PastCase> cases, Actor by) {
        List<String> numbers = numbers(cases);
        Timestamp now = Timestamp.from(clock.instant());
        List<Object[]> files = new ArrayList<>();
        List<Object[]> stories = new ArrayList<>();
        List<Object[]> origins = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            PastCase past = cases.get(i);
            String number = numbers.get(i);
            files.add(new Object[] {number, CaseKind.CONTACT.name(), site, past.channel(), past.customerId(), past.customerName(), past.customerPhone(),
                    past.unitId(), past.unitName(), past.matter(), past.description(), past.category(), CaseState.CLOSED.name(), past.handling(), past.completion(), OUTCOME,
                    Timestamp.from(past.openedAt()), OLD_REGISTER.login(), Timestamp.from(past.closedAt())});
            stories.add(new Object[] {number, now, by.login(), by.name(), "IMPORTED", past.story()});
            origins.add(new Object[] {number, site, past.legacyNumber(), now, by.login()});
        }
        jdbc.batchUpdate("""
                insert into case_file (number, kind, site, channel, customer_id, customer_name, customer_phone, unit_id, unit_name, matter, description,
                                       category, state, handling, completion, outcome, opened_at, opened_by, closed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", files);
        jdbc.batchUpdate("insert into case_timeline (case_number, at, actor, actor_name, kind, text) values (?, ?, ?, ?, ?, ?)", stories);
        jdbc.batchUpdate("insert into case_legacy (case_number, site, legacy_number, imported_at, imported_by) values (?, ?, ?, ?, ?)", origins);
        return numbers;
    }

    /** Numbers for all of them with one statement; the days in order, so that two imports never wait for each other in a circle. */
    private List<String> numbers(List<PastCase> cases) {
        Map<LocalDate, Integer> wanted = new TreeMap<>();
        cases.forEach(past -> wanted.merge(day(past), 1, Integer::sum));
        Map<LocalDate, Integer> next = new HashMap<>();
        jdbc.query("""
                insert into case_number_counter (series, day, last_number)
                select ?, cast(d as date), n from unnest(?, ?) as wanted (d, n)
                on conflict (series, day) do update set last_number = case_number_counter.last_number + excluded.last_number
                returning day, last_number""",
                row -> {
                    LocalDate day = row.getObject(1, LocalDate.class);
                    next.put(day, row.getInt(2) - wanted.get(day) + 1);
                }, SERIES, wanted.keySet().stream().map(LocalDate::toString).toArray(String[]::new), wanted.values().toArray(Integer[]::new));
        return cases.stream().map(past -> {
            LocalDate day = day(past);
            int number = next.merge(day, 1, Integer::sum) - 1;
            return "%s-%s-%04d".formatted(SERIES, day.format(DateTimeFormatter.BASIC_ISO_DATE), number);
        }).toList();
    }

    private static LocalDate day(PastCase past) {
        return ChineseTime.date(past.openedAt());
    }
}
