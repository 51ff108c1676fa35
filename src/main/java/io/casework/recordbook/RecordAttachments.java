package io.casework.recordbook;

import io.casework.casefile.AttachmentKind;
import io.casework.casefile.KeptFiles;
import io.casework.organisation.Staffing;
import io.casework.platform.RuleViolation;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Photos and PDF files of the entries of the record book: signed minutes, photos of an inspection. Whoever may write the entry brings them in. None is ever
 * deleted; one that should not count is declared void with a reason and stays readable.
 */
@Service
public class RecordAttachments implements KeptFiles.Owner {

    /** Files that one entry may have, the void ones counted too. */
    public static final int MOST = 50;
    /** Longest reason for which one is declared void. */
    public static final int LONGEST_REASON = 200;

    private static final String COLUMNS = "id, name, kind, size, sha256, uploaded_at, uploaded_by, uploaded_by_name, voided_at, voided_by_name, void_reason";

    private final KeptFiles files;
    private final RecordBook book;
    private final RecordKinds kinds;
    private final Staffing staffing;
    private final JdbcClient jdbc;
    private final Clock clock;

    RecordAttachments(KeptFiles files, RecordBook book, RecordKinds kinds, Staffing staffing, JdbcClient jdbc, Clock clock) {
        this.files = files;
        this.book = book;
        this.kinds = kinds;
        this.staffing = staffing;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Keeps a file with an entry. Runs a transaction of its own, after the file is safely on the disk.
     *
     * @param number of the entry
     * @param name what the person calls the file
     * @throws RuleViolation on {@code files}, with the reason: too large, of another kind, damaged, there already, too many, the entry is void or not this person's to write
     */
    @Transactional(propagation = Propagation.NEVER)
    public RecordAttachment add(String number, String name, InputStream content, String login) {
        return files.keep(name, content, file -> write(standing(number, login), file, login));
    }

    private RecordAttachment write(RecordEntry entry, KeptFiles.KeptFile file, String login) {
        // Whoever adds to the same entry waits: the count is right.
        jdbc.sql("select 1 from record_entry where id = ? for update").param(entry.id()).query(Integer.class).single();
        if (jdbc.sql("select count(*) from record_attachment where entry_id = ?").param(entry.id()).query(Integer.class).single() >= MOST) {
            throw new RuleViolation("files", "一条记录最多保存 " + MOST + " 个附件");
        }
        try {
            return jdbc.sql("insert into record_attachment (entry_id, name, kind, size, sha256, width, height, stored_as, uploaded_at, uploaded_by, uploaded_by_name)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning " + COLUMNS)
                    .params(entry.id(), file.name(), file.kind().name(), file.size(), file.sha256(), file.width(), file.height(), file.storedAs(), Timestamp.from(clock.instant()),
                            login, staffing.nameOf(login))
                    .query(RecordAttachments::attachment).single();
        } catch (DuplicateKeyException twice) {
            throw new RuleViolation("files", "这个文件已经保存在这条记录里");
        }
    }

    private RecordEntry standing(String number, String login) {
        RecordEntry entry = book.find(number).orElseThrow(() -> new RuleViolation("files", "没有编号为 " + number + " 的记录"));
        if (!book.keeps(login, kinds.find(entry.kind()).orElseThrow(), entry.site())) {
            throw new RuleViolation("files", "您的岗位不能更改这条记录");
        }
        if (entry.voided()) {
            throw new RuleViolation("files", "这条记录已经作废，不能再更改");
        }
        return entry;
    }

    /**
     * Declares an attachment void. It stays, struck through.
     *
     * @throws RuleViolation on {@code reason} when it is missing or too long, the entry has no such attachment, or it is void already; on {@code files} where the
     *     entry is void or not this person's to write
     */
    @Transactional
    public RecordAttachment declareVoid(String number, long id, String reason, String login) {
        RecordEntry entry = standing(number, login);
        String why = reason == null ? "" : reason.replace("\0", "").strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            throw new RuleViolation("reason", why.isEmpty() ? "请写明为什么作废。" : "理由不能超过 " + LONGEST_REASON + " 个字。");
        }
        return jdbc.sql("update record_attachment set voided_at = ?, voided_by = ?, voided_by_name = ?, void_reason = ? where entry_id = ? and id = ? and voided_at is null returning "
                        + COLUMNS)
                .params(Timestamp.from(clock.instant()), login, staffing.nameOf(login), why, entry.id(), id).query(RecordAttachments::attachment).optional()
                .orElseThrow(() -> new RuleViolation("reason", "没有这个附件，或它已经作废。"));
    }

    /** The attachments of an entry, the oldest first. */
    @Transactional(readOnly = true)
    public List<RecordAttachment> of(RecordEntry entry) {
        return jdbc.sql("select " + COLUMNS + " from record_attachment where entry_id = ? order by id").param(entry.id()).query(RecordAttachments::attachment).list();
    }

    /** One attachment of an entry. */
    @Transactional(readOnly = true)
    public Optional<RecordAttachment> find(RecordEntry entry, long id) {
        return jdbc.sql("select " + COLUMNS + " from record_attachment where entry_id = ? and id = ?").params(entry.id(), id).query(RecordAttachments::attachment).optional();
    }

    /**
     * Where the content lies.
     *
     * @param small whether the small picture is meant; a PDF has none
     */
    @Transactional(readOnly = true)
    public Path content(RecordAttachment attachment, boolean small) {
        return files.content(jdbc.sql("select stored_as from record_attachment where id = ?").param(attachment.id()).query(String.class).single(), small);
    }

    @Override
    @Transactional(readOnly = true)
    public Collection<String> refersTo(Collection<String> storedAs) {
        return jdbc.sql("select stored_as from record_attachment where stored_as = any (?)").param(storedAs.toArray(String[]::new)).query(String.class).list();
    }

    private static RecordAttachment attachment(ResultSet row, int number) throws SQLException {
        Timestamp voided = row.getTimestamp("voided_at");
        return new RecordAttachment(row.getLong("id"), row.getString("name"), AttachmentKind.valueOf(row.getString("kind")), row.getLong("size"), row.getString("sha256"),
                row.getTimestamp("uploaded_at").toInstant(), row.getString("uploaded_by"), row.getString("uploaded_by_name"), voided == null ? null : voided.toInstant(),
                row.getString("voided_by_name"), row.getString("void_reason"));
    }
}
