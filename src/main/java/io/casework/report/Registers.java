package io.casework.report;

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
import org.springframework.jdbc.core.RowCallbackHandler;
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
    private final NamedParameterJdbcTemplate paging;
    private final NamedParameterJdbcTemplate streaming;
    private final Clock clock;

    Registers(RegisterCatalogue catalogue, RecordRegisters ofRecords, DataSource database, Clock clock) {
        this.ofProcedures = catalogue.all().stream().collect(Collectors.toMap(Register::key, register -> register, (one, other) -> {
            throw new IllegalStateException("two registers are called " + one.key());
        }, LinkedHashMap::new));
        this.ofRecords = ofRecords;
        this.paging = template(database, MOST_SECONDS, PAGE_SIZE);
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
    public Map<String, Integer> openRows(Collection<Register> registers, Collection<String> sites) {
        Map<String, Object> bound = bound(sites);
        String counts = registers.stream().filter(Register::hasOpen)
                .map(register -> "select '%s', (select count(*) from (select 1 from %s and %s = any(cast(:sites as text[])) and (%s) limit %d) rows)".formatted(
                        register.key(), register.rows(), register.site(), register.openCondition(), MOST_COUNTED + 1))
                .collect(Collectors.joining(" union all "));
        Map<String, Integer> open = new HashMap<>();
        if (!counts.isEmpty()) {
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
    public RegisterPage page(RegisterQuery query, Collection<String> sites) {
        Map<String, Object> bound = bound(sites);
        String where = condition(query, sites, bound);
        try {
            int count = paging.queryForObject("select count(*) from (select 1 from %s and %s limit %d) rows".formatted(
                    query.register().rows(), where, MOST_COUNTED + 1), bound, Integer.class);
            int page = Math.max(0, Math.min(query.page(), (Math.min(count, MOST_COUNTED) - 1) / PAGE_SIZE));
            List<List<Object>> rows = new ArrayList<>();
            if (count > 0) {
                paging.query(listing(query, where) + " limit " + PAGE_SIZE + " offset " + page * PAGE_SIZE, bound,
                        (RowCallbackHandler) row -> rows.add(values(query.register(), row)));
            }
            return new RegisterPage(rows, count, page);
        } catch (QueryTimeoutException tooLong) {
            throw new RuleViolation("条件太宽，查了太久。请缩短日期范围或加上小区、状态等条件再查。");
        }
    }

    /** Takes the rows of an export one by one; returns false when it wants no more. */
    @FunctionalInterface
    interface RowTaker {
        boolean take(List<Object> row);
    }

    /** Reads all rows that fit, in order, without keeping them; must run in a transaction, or the driver would keep them. */
    @Transactional(readOnly = true)
    void stream(RegisterQuery query, Collection<String> sites, RowTaker taker) {
        Map<String, Object> bound = bound(sites);
        String where = condition(query, sites, bound);
        streaming.query(listing(query, where), bound, rows -> {
            while (rows.next()) {
                if (!taker.take(values(query.register(), rows))) {
                    break;
                }
            }
            return null;
        });
    }

    String listing(RegisterQuery query, String where) {
        Register register = query.register();
        return "select " + register.columns().stream().map(RegisterColumn::sql).collect(Collectors.joining(", "))
                + " from " + register.rows() + " and " + where + " order by " + query.orderBy();
    }

    String condition(RegisterQuery query, Collection<String> sites, Map<String, Object> bound) {
        return query.condition(sites, LocalDate.now(clock), clock.getZone(), bound);
    }

    private Map<String, Object> bound(Collection<String> sites) {
        Map<String, Object> bound = new HashMap<>();
        bound.put("sites", CaseWords.array(sites));
        bound.put("today", LocalDate.now(clock));
        return bound;
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
