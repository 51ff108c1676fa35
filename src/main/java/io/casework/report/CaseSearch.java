package io.casework.report;

import io.casework.casefile.CaseState;
import io.casework.complaint.ComplaintGrade;
import io.casework.contact.Category;
import io.casework.organisation.Sites;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds cases of some sites by one field for everything and by filters; answers one page and how many there are, up to {@value #MOST_COUNTED}. */
@Service
public class CaseSearch {

    /** Cases on one page. */
    public static final int PAGE_SIZE = 50;
    /** Beyond this many nobody counts or pages; the filters are to be narrowed. */
    public static final int MOST_COUNTED = 1000;

    /** What a case can be handled as. */
    public static final List<Choice> CATEGORIES = Choice.of(Category.class, Category::label);
    /** What a complaint can be graded as. */
    public static final List<Choice> GRADES = Choice.of(ComplaintGrade.class, ComplaintGrade::label);
    /** Where a case can stand. */
    public static final List<Choice> STATES = Choice.of(CaseState.class, CaseState::label);

    private final Sites sites;
    private final JdbcTemplate database;
    private final JdbcClient jdbc;
    private final Clock clock;

    CaseSearch(Sites sites, JdbcTemplate database, Clock clock) {
        this.sites = sites;
        this.database = database;
        this.jdbc = JdbcClient.create(database);
        this.clock = clock;
    }

    /** In which order cases are listed. */
    public enum Sort {
        NEWEST("最新登记", "f.opened_at desc, f.number desc"),
        OLDEST("最早登记", "f.opened_at, f.number"),
        DUE("最先到期", "f.due_at, f.number"),
        NUMBER("案件编号", "f.number");

        private final String label;
        private final String sql;

        Sort(String label, String sql) {
            this.label = label;
            this.sql = sql;
        }

        /** Chinese name. */
        public String label() {
            return label;
        }
    }

    /**
     * What is looked for; everything but sort and page may be {@code null} or blank, which does not narrow.
     *
     * @param text see {@link CaseWords}
     * @param from first day of registration
     * @param until last day of registration
     * @param late only open cases whose due date has passed
     * @param page from 0 on, at most {@value #MOST_COUNTED} / {@value #PAGE_SIZE} − 1
     */
    public record Criteria(String text, String site, String state, String category, String grade, String urgency, LocalDate from, LocalDate until,
            boolean late, Sort sort, int page) {
    }

    /** A case in the list. Nullable: phone, unit, category, grade, dueAt, closedAt. */
    public record Hit(String number, String site, String customer, String phone, String unit, String matter, String category, String grade, String urgency,
            String state, String handling, Instant openedAt, Instant dueAt, Instant closedAt, boolean late) {
    }

    /**
     * One page of what was found.
     *
     * @param count how many there are, at most {@value #MOST_COUNTED} + 1, which means more than that
     */
    public record Found(List<Hit> hits, int count, int page) {

        public boolean more() {
            return count > MOST_COUNTED;
        }

        public int pages() {
            return (Math.min(count, MOST_COUNTED) + PAGE_SIZE - 1) / PAGE_SIZE;
        }
    }

    /** The cases of these sites that fit. */
    @Transactional(readOnly = true)
    public Found find(Collection<String> seen, Criteria criteria) {
        if (seen.isEmpty()) {
            return new Found(List.of(), 0, 0);
        }
        Map<String, Object> params = new HashMap<>();
        String where = where(seen, criteria, params);
        Plans.forTheseValues(database);
        List<String> numbers = jdbc.sql(finding(where)).params(params).query(String.class).list();
        int page = Math.max(0, Math.min(criteria.page(), (Math.min(numbers.size(), MOST_COUNTED) - 1) / PAGE_SIZE));
        if (numbers.isEmpty()) {
            return new Found(List.of(), 0, page);
        }
        if (numbers.size() <= MOST_COUNTED) {
            // What took a whole scan to find is not looked for a second time.
            where = "f.number = any(:numbers)";
            params = new HashMap<>(Map.of("numbers", numbers.toArray(String[]::new)));
        }
        Instant now = clock.instant();
        return new Found(jdbc.sql(listing(where, criteria.sort(), page)).params(params).query((row, n) -> hit(row, now)).list(), numbers.size(), page);
    }

    /** The numbers of what fits, in no order, one more than are counted at most. */
    static String finding(String where) {
        return "select f.number from case_file f where " + where + " limit " + (MOST_COUNTED + 1);
    }

    static String listing(String where, Sort sort, int page) {
        return """
                select f.number, f.site, f.customer_name, f.customer_phone, f.unit_name, f.matter, f.category, f.grade, f.urgency, f.state, f.handling,
                       f.opened_at, f.due_at, f.closed_at
                from case_file f where %s order by %s limit %d offset %d""".formatted(where, sort.sql, PAGE_SIZE, page * PAGE_SIZE);
    }

    String where(Collection<String> seen, Criteria criteria, Map<String, Object> params) {
        StringBuilder where = new StringBuilder(Plans.site("f.site", seen, sites, params));
        equal(where, params, "f.site", "site", criteria.site());
        equal(where, params, "f.category", "category", criteria.category());
        equal(where, params, "f.grade", "grade", criteria.grade());
        equal(where, params, "f.urgency", "urgency", criteria.urgency());
        // Most cases are closed: whoever asks for the others is helped by an index that has only these.
        equal(where, params, "f.state", "state", criteria.state());
        if (criteria.state() != null && !criteria.state().isBlank() && !CaseState.CLOSED.name().equals(criteria.state())) {
            where.append(" and f.state <> 'CLOSED'");
        }
        if (!"NORMAL".equals(criteria.urgency()) && criteria.urgency() != null && !criteria.urgency().isBlank()) {
            where.append(" and f.urgency <> 'NORMAL'");
        }
        if (criteria.from() != null) {
            where.append(" and f.opened_at >= :from");
            params.put("from", criteria.from().atStartOfDay(clock.getZone()).toOffsetDateTime());
        }
        if (criteria.until() != null) {
            where.append(" and f.opened_at < :until");
            params.put("until", criteria.until().plusDays(1).atStartOfDay(clock.getZone()).toOffsetDateTime());
        }
        if (criteria.late()) {
            where.append(" and f.state = 'OPEN' and f.due_at < :now");
            params.put("now", clock.instant().atOffset(ZoneOffset.UTC));
        }
        return where.append(CaseWords.condition("f", criteria.text(), params)).toString();
    }

    private static void equal(StringBuilder where, Map<String, Object> params, String column, String name, String value) {
        if (value != null && !value.isBlank()) {
            where.append(" and ").append(column).append(" = :").append(name);
            params.put(name, value);
        }
    }

    private static Hit hit(ResultSet row, Instant now) throws SQLException {
        Instant due = instant(row.getTimestamp("due_at"));
        String state = row.getString("state");
        return new Hit(row.getString("number"), row.getString("site"), row.getString("customer_name"), row.getString("customer_phone"),
                row.getString("unit_name"), row.getString("matter"), row.getString("category"), row.getString("grade"), row.getString("urgency"), state,
                row.getString("handling"), instant(row.getTimestamp("opened_at")), due, instant(row.getTimestamp("closed_at")),
                CaseState.OPEN.name().equals(state) && due != null && due.isBefore(now));
    }

    private static Instant instant(Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
