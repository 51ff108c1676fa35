package io.casework.platform;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The record of who changed what, when (变更记录). Lines are added in the transaction of the change and never altered. */
@Service
public class AdminChanges {

    private static final String COLUMNS = "id, changed_at, changed_by, area, subject_key, subject, what, before, after, reference";

    private final JdbcClient jdbc;
    private final Clock clock;

    AdminChanges(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps others who change the same area waiting until this transaction ends, on all nodes. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(AdminArea area) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('casework.admin_change'), ?)").param(area.ordinal()).query().listOfRows();
    }

    /**
     * Adds a line.
     *
     * @param reference deployment that did it, or {@code null}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(String by, AdminArea area, String subjectKey, String subject, String what, String before, String after, String reference) {
        jdbc.sql("""
                        insert into admin_change (changed_at, changed_by, area, subject_key, subject, what, before, after, reference)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Timestamp.from(clock.instant()), by, area.name(), cut(subjectKey, 255), cut(subject, 300), cut(what, 500), before, after, reference)
                .update();
    }

    /**
     * What to look for.
     *
     * @param by login, or {@code null} for everybody
     * @param area or {@code null} for all
     * @param subjectKey or {@code null} for all
     * @param from first moment, or {@code null}
     * @param until first moment after it, or {@code null}
     */
    public record Filter(String by, AdminArea area, String subjectKey, Instant from, Instant until) {

        /** All changes of one thing. */
        public static Filter of(AdminArea area, String subjectKey) {
            return new Filter(null, area, subjectKey, null, null);
        }
    }

    /**
     * A page of lines, the newest first.
     *
     * @param before only lines older than the one with this number; {@code null} to begin with the newest
     * @param size at most so many
     */
    @Transactional(readOnly = true)
    public List<AdminChange> page(Filter filter, Long before, int size) {
        StringBuilder where = new StringBuilder();
        List<Object> params = new ArrayList<>();
        and(where, params, "changed_by = ?", filter.by());
        and(where, params, "area = ?", filter.area() == null ? null : filter.area().name());
        and(where, params, "subject_key = ?", filter.subjectKey());
        and(where, params, "changed_at >= ?", filter.from() == null ? null : Timestamp.from(filter.from()));
        and(where, params, "changed_at < ?", filter.until() == null ? null : Timestamp.from(filter.until()));
        and(where, params, "id < ?", before);
        params.add(size);
        return jdbc.sql("select " + COLUMNS + " from admin_change" + where + " order by id desc limit ?").params(params).query(AdminChanges::map).list();
    }

    /** The lines of deployments by the deployment, the newest line of each. */
    @Transactional(readOnly = true)
    public Map<String, AdminChange> ofDeployments(Collection<String> deployments) {
        Map<String, AdminChange> changes = new LinkedHashMap<>();
        if (!deployments.isEmpty()) {
            jdbc.sql("select " + COLUMNS + " from admin_change where reference = any (?) order by id").param(deployments.toArray(String[]::new))
                    .query(AdminChanges::map).list().forEach(change -> changes.put(change.reference(), change));
        }
        return changes;
    }

    /** Logins of everybody who has changed something. */
    @Transactional(readOnly = true)
    public List<String> people() {
        // Steps from login to login over the index instead of reading every line.
        return jdbc.sql("""
                        with recursive person (login) as (
                            (select changed_by from admin_change order by changed_by limit 1)
                            union all
                            select (select changed_by from admin_change where changed_by > login order by changed_by limit 1) from person where login is not null)
                        select login from person where login is not null""")
                .query(String.class).list();
    }

    private static void and(StringBuilder where, List<Object> params, String criterion, Object value) {
        if (value != null) {
            where.append(where.isEmpty() ? " where " : " and ").append(criterion);
            params.add(value);
        }
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }

    private static AdminChange map(ResultSet row, int n) throws SQLException {
        return new AdminChange(row.getLong(1), row.getTimestamp(2).toInstant(), row.getString(3), AdminArea.valueOf(row.getString(4)), row.getString(5),
                row.getString(6), row.getString(7), row.getString(8), row.getString(9), row.getString(10));
    }
}
