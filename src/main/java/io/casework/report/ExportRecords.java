package io.casework.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.casework.organisation.Sites;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who took which register out of the house, when, by which filters and how many rows. Lines are written by {@link RegisterExports} before the first row. */
@Service
public class ExportRecords {

    private final Registers registers;
    private final Sites sites;
    private final JdbcClient jdbc;
    private final ObjectMapper json;

    ExportRecords(Registers registers, Sites sites, JdbcClient jdbc, ObjectMapper json) {
        this.registers = registers;
        this.sites = sites;
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * An export.
     *
     * @param name of the person, as it was then
     * @param register Chinese name
     * @param conditions the filters in words
     * @param sites names of the sites whose rows could be in the file
     * @param rows how many, {@code null} where it was not finished
     */
    public record Line(long id, Instant at, String login, String name, String register, String format, String conditions, String sites, Integer rows) {
    }

    /**
     * What to look for; {@code null} leaves a criterion out.
     *
     * @param register key of a register
     * @param until first moment after it
     */
    public record Filter(String login, String register, Instant from, Instant until) {
    }

    /**
     * A page of exports that touched these sites, the newest first.
     *
     * @param before only lines older than the one with this number; {@code null} to begin with the newest
     * @param size at most so many
     */
    @Transactional(readOnly = true)
    public List<Line> page(Filter filter, Collection<String> ofSites, Long before, int size) {
        StringBuilder where = new StringBuilder(" where string_to_array(sites, ',') && cast(? as text[])");
        List<Object> params = new ArrayList<>();
        params.add(ofSites.toArray(String[]::new));
        and(where, params, "login = ?", filter.login());
        and(where, params, "register = ?", filter.register());
        and(where, params, "asked_at >= ?", filter.from() == null ? null : filter.from().atOffset(ZoneOffset.UTC));
        and(where, params, "asked_at < ?", filter.until() == null ? null : filter.until().atOffset(ZoneOffset.UTC));
        and(where, params, "id < ?", before);
        params.add(size);
        return jdbc.sql("select id, asked_at, login, name, register, format, filters, sites, rows from export_log" + where + " order by id desc limit ?").params(params)
                .query((row, n) -> line(row)).list();
    }

    /** Logins of everybody who has exported something. */
    @Transactional(readOnly = true)
    public List<String> people() {
        // Steps from login to login over the index instead of reading every line.
        return jdbc.sql("""
                        with recursive person (login) as (
                            (select login from export_log order by login limit 1)
                            union all
                            select (select e.login from export_log e where e.login > person.login order by e.login limit 1) from person where person.login is not null)
                        select login from person where login is not null""")
                .query(String.class).list();
    }

    private static void and(StringBuilder where, List<Object> params, String criterion, Object value) {
        if (value != null) {
            where.append(" and ").append(criterion);
            params.add(value);
        }
    }

    private Line line(ResultSet row) throws SQLException {
        Optional<Register> register = registers.find(row.getString(5));
        Map<String, List<String>> filters = read(row.getString(7));
        // A register that has gone since keeps its line; its filters stand as they were stored.
        return new Line(row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant(), row.getString(3), row.getString(4),
                register.map(Register::title).orElse(row.getString(5)), ExportFormat.valueOf(row.getString(6)).label(),
                register.map(one -> RegisterQuery.of(one, filters).inWords()).orElse(filters.toString()),
                Arrays.stream(row.getString(8).split(",")).filter(code -> !code.isEmpty()).map(sites::name).sorted().collect(Collectors.joining("、")),
                row.getObject(9, Integer.class));
    }

    private Map<String, List<String>> read(String text) {
        try {
            return json.readValue(text, new TypeReference<Map<String, List<String>>>() {
            });
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the filters of an export cannot be read", impossible);
        }
    }
}
