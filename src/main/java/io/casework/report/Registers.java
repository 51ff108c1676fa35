package io.casework.report;

import io.casework.organisation.Sites;
import io.casework.platform.RuleViolation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** All registers, and what stands in them: by page, and row by row for exports. Whoever asks names the sites that may be seen; nothing of others is read. */
@Service
public class Registers {

    /** Rows on one page. */
    public static final int PAGE_SIZE = 50;
    /** Beyond this many rows nobody counts or pages; the filters are to be narrowed, or the register is exported. */
    public static final int MOST_COUNTED = 1000;

    private static final int MOST_SECONDS = 15;
    private static final int MOST_SECONDS_OF_EXPORT = 300;
    private static final int ROWS_AT_ONCE = 500;

    private final Map<String, Register> ofProcedures;
    private final RecordRegisters ofRecords;
    private final Sites sites;
    private final NamedParameterJdbcTemplate paging;
    private final NamedParameterJdbcTemplate streaming;
    private final Clock clock;

    Registers(RegisterCatalogue catalogue, RecordRegisters ofRecords, Sites sites, DataSource database, Clock clock) {
        this.ofProcedures = catalogue.all().stream().collect(Collectors.toMap(Register::key, register -> register, (one, other) -> {
            throw new IllegalStateException("two registers are called " + one.key());
        }, LinkedHashMap::new));
        this.ofRecords = ofRecords;
        this.sites = sites;
        // All rows at once: where rows are fetched in portions, the database does not share a scan among its processes.
        this.paging = template(database, MOST_SECONDS, 0);
        this.streaming = template(database, MOST_SECONDS_OF_EXPORT, ROWS_AT_ONCE);
        this.clock = clock;
    }

    private static NamedParameterJdbcTemplate template(DataSource database, int seconds, int rowsAtOnce) {
        JdbcTemplate template = new JdbcTemplate(database);
        template.setQueryTimeout(seconds);
        template.setFetchSize(rowsAtOnce);
        return new NamedParameterJdbcTemplate(template);
    }

    /** All of them: those that procedures fill, and those of the record book as its kinds and fields are at this moment. */
    public List<Register> all() {
        return Stream.concat(ofProcedures.values().stream(), ofRecords.all().stream()).toList();
    }

    /** The register with this key. */
    public Optional<Register> find(String key) {
        Register register = ofProcedures.get(key);
        return register == null ? ofRecords.find(key) : Optional.of(register);
    }

    /** How many rows of all registers are open, see {@link #openRows(Collection, Collection)}. */
    @Transactional(readOnly = true)
    public Map<String, Integer> openRows(Collection<String> sites) {
        return openRows(all(), sites);
    }

    /** How many rows are open, by key, at most {@value #MOST_COUNTED} + 1; registers in which nothing is open or done are left out. */
    @Transactional(readOnly = true)
    public Map<String, Integer> openRows(Collection<Register> registers, Collection<String> seen) {
        Map<String, Object> bound = new HashMap<>(Map.of("today", LocalDate.now(clock)));
        String counts = registers.stream().filter(Register::hasOpen)
                .map(register -> "select '%s', (select count(*) from (select 1 from %s and %s and (%s) limit %d) rows)".formatted(
                        register.key(), register.rows(), Plans.site(register.site(), seen, sites, bound), register.openCondition(), MOST_COUNTED + 1))
                .collect(Collectors.joining(" union all "));
        Map<String, Integer> open = new HashMap<>();
        if (!counts.isEmpty()) {
            Plans.forTheseValues(paging.getJdbcOperations());
            paging.query(counts, bound, row -> {
                open.put(row.getString(1), row.getInt(2));
            });
        }
        return open;
    }

    /**
     * One page.
     *
     * @throws RuleViolation when it would take too long; the message says what to do
     */
    @Transactional(readOnly = true)
    public RegisterPage page(RegisterQuery query, Collection<String> seen) {
        Map<String, Object> bound = new HashMap<>();
        String where = condition(query, seen, bound);
        try {
            Plans.forTheseValues(paging.getJdbcOperations());
            List<Object> ids = found(query.register(), where, bound);
            int page = Math.max(0, Math.min(query.page(), (Math.min(ids.size(), MOST_COUNTED) - 1) / PAGE_SIZE));
            int offset = page * PAGE_SIZE;
            List<List<Object>> rows = ids.size() <= MOST_COUNTED ? rows(query, ids, offset) : rows(query, inOrder(query, where, bound, offset), 0);
            return new RegisterPage(rows, ids.size(), page);
        } catch (QueryTimeoutException tooLong) {
            throw new RuleViolation("条件太宽，查了太久。请缩短日期范围或加上小区、状态等条件再查。");
        }
    }

    /** The ids of what fits, in no order, one more than are counted at most. */
    private List<Object> found(Register register, String where, Map<String, Object> bound) {
        return ids(register, where, bound, "limit " + (MOST_COUNTED + 1));
    }

    private List<Object> ids(Register register, String where, Map<String, Object> bound, String which) {
        return paging.query("select %s from %s and %s %s".formatted(register.id(), register.rows(), where, which), bound, (row, n) -> row.getObject(1));
    }

    /** The ids on a page of very many rows. */
    private List<Object> inOrder(RegisterQuery query, String where, Map<String, Object> bound, int offset) {
        Register register = query.register();
        String page = "order by %s limit %d offset %d";
        if (query.sortColumn().neverEmpty()) {
            return ids(register, where, bound, page.formatted(query.orderBy(), PAGE_SIZE, offset));
        }
        // Two lists, so that an index can be read for the first in both directions; rows without a value come last.
        String filled = where + " and " + query.sortColumn().sql() + " is not null";
        List<Object> ids = new ArrayList<>(ids(register, filled, bound, page.formatted(query.orderOfFilled(), PAGE_SIZE, offset)));
        if (ids.size() < PAGE_SIZE) {
            int before = ids.isEmpty() ? found(register, filled, bound).size() : offset + ids.size();
            ids.addAll(ids(register, where + " and " + query.sortColumn().sql() + " is null", bound,
                    page.formatted(query.orderOfEmpty(), PAGE_SIZE - ids.size(), Math.max(0, offset - before))));
        }
        return ids;
    }

    /** The rows with these ids: what took a whole scan to find is not looked for a second time, and only what is shown is put together. */
    private List<List<Object>> rows(RegisterQuery query, List<Object> ids, int offset) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<String, Object> bound = new HashMap<>(Map.of("today", LocalDate.now(clock),
                "ids", ids.toArray(ids.get(0) instanceof Long ? new Long[0] : new String[0])));
        String these = query.register().id() + " = any(:ids)";
        return paging.query(listing(query, these) + " limit " + PAGE_SIZE + " offset " + offset, bound, (row, n) -> values(query.register(), row));
    }

    /** Takes the rows of an export one by one; returns false when it wants no more. */
    @FunctionalInterface
    interface RowTaker {
        boolean take(List<Object> row);
    }

    /** Reads all rows that fit, in order, without keeping them; must run in a transaction, or the driver would keep them. */
    @Transactional(readOnly = true)
    void stream(RegisterQuery query, Collection<String> seen, RowTaker taker) {
        Map<String, Object> bound = new HashMap<>();
        String where = condition(query, seen, bound);
        Plans.forTheseValues(streaming.getJdbcOperations());
        streaming.query(listing(query, where), bound, rows -> {
            while (rows.next()) {
                if (!taker.take(values(query.register(), rows))) {
                    break;
                }
            }
            return null;
        });
    }

    static String listing(RegisterQuery query, String where) {
        Register register = query.register();
        return "select " + register.columns().stream().map(RegisterColumn::sql).collect(Collectors.joining(", "))
                + " from " + register.rows() + " and " + where + " order by " + query.orderBy();
    }

    String condition(RegisterQuery query, Collection<String> seen, Map<String, Object> bound) {
        return query.condition(Plans.site(query.register().site(), seen, sites, bound), LocalDate.now(clock), clock.getZone(), bound);
    }

    private static List<Object> values(Register register, ResultSet row) throws SQLException {
        List<Object> values = new ArrayList<>(register.columns().size());
        int n = 1;
        for (RegisterColumn column : register.columns()) {
            values.add(value(column.type(), row, n++));
        }
        return values;
    }

    private static Object value(RegisterColumn.Type type, ResultSet row, int n) throws SQLException {
        return switch (type) {
            case MOMENT -> {
                OffsetDateTime time = row.getObject(n, OffsetDateTime.class);
                yield time == null ? null : time.toInstant();
            }
            case DATE -> row.getObject(n, LocalDate.class);
            case MONEY, NUMBER -> row.getBigDecimal(n);
            case YES_NO -> {
                boolean yes = row.getBoolean(n);
                yield row.wasNull() ? null : yes;
            }
            default -> row.getString(n);
        };
    }
}
