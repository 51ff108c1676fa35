package io.casework.contact;

import io.casework.casefile.Actor;
import io.casework.casefile.CaseFiles;
import io.casework.platform.RuleViolation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the category records 工程类、其他类、沟通类 with their tracking entries (REC-003, REC-005, REC-006). */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class CategoryRecords {

    private static final String COLUMNS = "id, case_number, category, content, topic, external_kind, external_unit, contact, stipulated_time, overdue,"
            + " opened_at, opened_by, closed_at, closed_by, result";

    private final JdbcClient jdbc;
    private final CaseFiles cases;
    private final Clock clock;

    CategoryRecords(JdbcClient jdbc, CaseFiles cases, Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.clock = clock;
    }

    /**
     * What is put on file.
     *
     * @param topic short word by which opinions cluster (AS-COM-03), {@code null} elsewhere
     * @param externalKind kind of the external unit (AS-EXT-01), {@code null} elsewhere
     * @param stipulatedTime the external unit's own time (AS-EXT-03), {@code null} elsewhere
     */
    public record Entry(CategoryKind category, String content, String topic, String externalKind, String externalUnit, String contact,
            Instant stipulatedTime) {

        /** A record without the columns of external units. */
        public static Entry of(CategoryKind category, String content, String topic) {
            return new Entry(category, content, topic, null, null, null, null);
        }
    }

    /** Opens the record of a category; a case has at most one open record of each, so a second call gives the one that is there. */
    public CategoryRecord open(String caseNumber, Entry entry, Actor actor) {
        Optional<CategoryRecord> open = latest(caseNumber, entry.category()).filter(CategoryRecord::isOpen);
        if (open.isPresent()) {
            return open.get();
        }
        CategoryRecord opened = jdbc.sql("insert into category_record (case_number, category, content, topic, external_kind, external_unit, contact,"
                        + " stipulated_time, opened_at, opened_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning " + COLUMNS)
                .params(caseNumber, entry.category().name(), entry.content(), entry.topic(), entry.externalKind(), entry.externalUnit(), entry.contact(),
                        timestamp(entry.stipulatedTime()), timestamp(clock.instant()), actor.login())
                .query(CategoryRecords::read).single();
        cases.note(caseNumber, actor, "CATEGORY_RECORD", "记入《分类处理记录-（" + entry.category().label() + "）》", ruleOf(entry.category()));
        return opened;
    }

    /** Adds a tracking entry; {@code nextTime} may be {@code null}. */
    public void track(long recordId, String text, Instant nextTime, Actor actor) {
        jdbc.sql("insert into category_record_entry (record_id, at, by_login, text, next_time) values (?, ?, ?, ?, ?)")
                .params(recordId, timestamp(clock.instant()), actor.login(), text, timestamp(nextTime)).update();
    }

    /** The external unit named a new time. */
    public void stipulate(long recordId, Instant time) {
        jdbc.sql("update category_record set stipulated_time = ? where id = ?").params(timestamp(time), recordId).update();
    }

    /** The external unit let its own time pass. */
    public void markOverdue(long recordId) {
        jdbc.sql("update category_record set overdue = true where id = ?").param(recordId).update();
    }

    /** Closes the record with its result; a record that is closed stays as it is. */
    public void close(long recordId, String result, Actor actor) {
        jdbc.sql("update category_record set closed_at = ?, closed_by = ?, result = ? where id = ? and closed_at is null")
                .params(timestamp(clock.instant()), actor.login(), result, recordId).update();
    }

    /** The newest record of a category of a case. */
    @Transactional(readOnly = true)
    public Optional<CategoryRecord> latest(String caseNumber, CategoryKind category) {
        return jdbc.sql("select " + COLUMNS + " from category_record where case_number = ? and category = ? order by id desc limit 1")
                .params(caseNumber, category.name()).query(CategoryRecords::read).optional();
    }

    /** The newest record of a category, which the step needs. */
    public CategoryRecord required(String caseNumber, CategoryKind category) {
        return latest(caseNumber, category).orElseThrow(
                () -> new RuleViolation("案件 " + caseNumber + " 没有《分类处理记录-（" + category.label() + "）》"));
    }

    /** Texts of the tracking entries, oldest first. */
    @Transactional(readOnly = true)
    public List<String> entries(long recordId) {
        return jdbc.sql("select text from category_record_entry where record_id = ? order by id").param(recordId).query(String.class).list();
    }

    private static String ruleOf(CategoryKind category) {
        return switch (category) {
            case ENGINEERING -> "AS-OVD-01";
            case EXTERNAL -> "AS-EXT-02";
            case COMMUNICATION -> "AS-COM-01";
        };
    }

    private static Timestamp timestamp(Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static Instant instant(Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    private static CategoryRecord read(ResultSet row, int index) throws SQLException {
        return new CategoryRecord(row.getLong("id"), row.getString("case_number"), CategoryKind.valueOf(row.getString("category")),
                row.getString("content"), row.getString("topic"), row.getString("external_kind"), row.getString("external_unit"), row.getString("contact"),
                instant(row.getTimestamp("stipulated_time")), row.getBoolean("overdue"), row.getTimestamp("opened_at").toInstant(),
                row.getString("opened_by"), instant(row.getTimestamp("closed_at")), row.getString("closed_by"), row.getString("result"));
    }
}
