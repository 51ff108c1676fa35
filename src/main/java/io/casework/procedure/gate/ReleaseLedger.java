package io.casework.procedure.gate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/** The table of what the releases have deployed. */
@Component
class ReleaseLedger {

    /** Why something waits. */
    enum Reason { CHANGED_HERE, REFUSED }

    record Entry(
            ReleaseReport.Kind kind, String key, String contentHash, String deploymentId, Instant deployedAt,
            String pendingHash, Reason pendingReason, Instant pendingSince, String pendingDetail,
            String declinedHash, String decidedBy, Instant decidedAt) {

        static Entry empty(ReleaseReport.Kind kind, String key) {
            return new Entry(kind, key, null, null, null, null, null, null, null, null, null, null);
        }

        boolean isPending() {
            return pendingHash != null;
        }

        Entry deployed(String hash, String deployment, Instant when) {
            return new Entry(kind, key, hash, deployment, when, null, null, null, null, null, decidedBy, decidedAt);
        }

        /** The question stays as old as it is while the content asked about is the same. */
        Entry pending(String hash, Reason reason, String detail, Instant when) {
            Instant since = hash.equals(pendingHash) && reason == pendingReason ? pendingSince : when;
            return new Entry(kind, key, contentHash, deploymentId, deployedAt, hash, reason, since, detail, declinedHash, decidedBy, decidedAt);
        }

        Entry settled() {
            return new Entry(kind, key, contentHash, deploymentId, deployedAt, null, null, null, null, declinedHash, decidedBy, decidedAt);
        }

        Entry declined(String person, Instant when) {
            return new Entry(kind, key, contentHash, deploymentId, deployedAt, null, null, null, null, pendingHash, person, when);
        }

        Entry decided(String person, Instant when) {
            return new Entry(kind, key, contentHash, deploymentId, deployedAt, pendingHash, pendingReason, pendingSince, pendingDetail,
                    declinedHash, person, when);
        }
    }

    private static final RowMapper<Entry> ROW = (row, n) -> new Entry(
            ReleaseReport.Kind.valueOf(row.getString("kind")), row.getString("key"), row.getString("content_hash"),
            row.getString("deployment_id"), instant(row, "deployed_at"), row.getString("pending_hash"),
            row.getString("pending_reason") == null ? null : Reason.valueOf(row.getString("pending_reason")),
            instant(row, "pending_since"), row.getString("pending_detail"), row.getString("declined_hash"), row.getString("decided_by"),
            instant(row, "decided_at"));

    private final JdbcTemplate jdbc;

    ReleaseLedger(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Waits until no other node brings its release, and keeps others waiting until this transaction ends. */
    void lock() {
        jdbc.queryForList("select pg_advisory_xact_lock(hashtext('casework.procedure_release'))");
    }

    List<Entry> all() {
        return jdbc.query("select * from procedure_release order by kind desc, key", ROW);
    }

    Optional<Entry> find(ReleaseReport.Kind kind, String key) {
        return jdbc.query("select * from procedure_release where kind = ? and key = ?", ROW, kind.name(), key).stream().findFirst();
    }

    void save(Entry entry) {
        jdbc.update("""
                insert into procedure_release (kind, key, content_hash, deployment_id, deployed_at, pending_hash, pending_reason,
                    pending_since, pending_detail, declined_hash, decided_by, decided_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (kind, key) do update set
                    content_hash = excluded.content_hash, deployment_id = excluded.deployment_id, deployed_at = excluded.deployed_at,
                    pending_hash = excluded.pending_hash, pending_reason = excluded.pending_reason, pending_since = excluded.pending_since,
                    pending_detail = excluded.pending_detail, declined_hash = excluded.declined_hash, decided_by = excluded.decided_by,
                    decided_at = excluded.decided_at""",
                entry.kind().name(), entry.key(), entry.contentHash(), entry.deploymentId(), timestamp(entry.deployedAt()),
                entry.pendingHash(), entry.pendingReason() == null ? null : entry.pendingReason().name(),
                timestamp(entry.pendingSince()), entry.pendingDetail(), entry.declinedHash(), entry.decidedBy(), timestamp(entry.decidedAt()));
    }

    private static Timestamp timestamp(Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
