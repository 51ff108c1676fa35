package io.casework.casefile;

import io.casework.platform.RuleViolation;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Photos and PDF files that are kept with cases. What comes in is believed to be nothing: its kind is read from its content, its pixels are counted before
 * they are unfolded, it is stored under a random name outside of what is served. An attachment is never deleted; one that should not count is declared void
 * with a reason and stays readable.
 */
@Service
public class Attachments {

    private static final Logger log = LoggerFactory.getLogger(Attachments.class);
    private static final String COLUMNS = "id, case_number, name, kind, size, sha256, width, height, uploaded_at, uploaded_by, uploaded_by_name,"
            + " voided_at, voided_by_name, void_reason";
    private static final int MAX_NAME = 120;
    private static final int MAX_REASON = 300;
    private static final int PDF_TAIL = 2048;
    private static final Duration ORPHAN_AGE = Duration.ofHours(24);

    private final AttachmentFiles files;
    private final Pictures pictures;
    private final AttachmentProperties properties;
    private final CaseFiles cases;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Attachments(AttachmentFiles files, Pictures pictures, AttachmentProperties properties, CaseFiles cases, JdbcClient jdbc,
            TransactionTemplate transaction, Clock clock) {
        this.files = files;
        this.pictures = pictures;
        this.properties = properties;
        this.cases = cases;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Keeps a file with a case and notes it on the timeline. Runs a transaction of its own, after the file is safely on the disk.
     *
     * @param name what the person calls it; a path in front of it and an ending that does not fit are taken away
     * @throws RuleViolation on {@code files}, with the reason: too large, of another kind, damaged, too many pixels, there already
     */
    @Transactional(propagation = Propagation.NEVER)
    public AttachmentView add(String caseNumber, String name, InputStream content, Actor actor) {
        AttachmentFiles.Incoming incoming = files.receive(content);
        String kept = null;
        try {
            AttachmentKind kind = AttachmentKind.of(incoming.head())
                    .orElseThrow(() -> new RuleViolation("files", AttachmentKind.advice(incoming.head())));
            Pictures.Seen seen = kind.isPicture() ? pictures.look(incoming.path(), kind) : null;
            if (kind == AttachmentKind.PDF) {
                requireWhole(incoming.path());
            }
            kept = files.keep(incoming, seen == null ? null : seen.small());
            String stored = kept;
            return transaction.execute(status -> write(caseNumber, cleaned(name, kind), kind, incoming, seen, stored, actor));
        } catch (RuntimeException refused) {
            if (kept == null) {
                files.discard(incoming.path());
            } else if (refused instanceof RuleViolation) {
                files.remove(kept);
            }
            // Otherwise the row may have been committed all the same; a file without one is swept.
            throw refused;
        }
    }

    private AttachmentView write(String caseNumber, String name, AttachmentKind kind, AttachmentFiles.Incoming incoming, Pictures.Seen seen, String stored,
            Actor actor) {
        cases.view(caseNumber);
        long present = jdbc.sql("select count(*) from case_attachment where case_number = ?").param(caseNumber).query(Long.class).single();
        if (present >= properties.maxPerCase()) {
            throw new RuleViolation("files", "一个案件最多保存 " + properties.maxPerCase() + " 个附件");
        }
        try {
            AttachmentView view = jdbc.sql("insert into case_attachment (case_number, name, kind, size, sha256, width, height, stored_as, uploaded_at, uploaded_by,"
                    + " uploaded_by_name) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning " + COLUMNS)
                    .params(caseNumber, name, kind.name(), incoming.size(), incoming.sha256(), seen == null ? null : seen.width(),
                            seen == null ? null : seen.height(), stored, Timestamp.from(clock.instant()), actor.login(), actor.name())
                    .query(Attachments::view).single();
            cases.note(caseNumber, actor, "ATTACHED", "上传" + kind.label() + "“" + name + "”（" + view.sizeInWords() + "）", null);
            return view;
        } catch (DuplicateKeyException twice) {
            throw new RuleViolation("files", "这个文件已经保存在案件里");
        }
    }

    /**
     * Declares an attachment void. It stays, struck through.
     *
     * @throws RuleViolation when the reason is missing or too long, the case has no such attachment, or it is void already
     */
    @Transactional
    public AttachmentView declareVoid(String caseNumber, long id, String reason, Actor actor) {
        String words = reason == null ? "" : reason.strip();
        if (words.isEmpty() || words.length() > MAX_REASON) {
            throw new RuleViolation("reason", "请填写作废原因，不超过 " + MAX_REASON + " 个字");
        }
        if (words.indexOf('\0') >= 0) {
            throw new RuleViolation("reason", "作废原因含有不可见的控制字符，请重新输入");
        }
        AttachmentView view = jdbc.sql("update case_attachment set voided_at = ?, voided_by = ?, voided_by_name = ?, void_reason = ?"
                + " where case_number = ? and id = ? and voided_at is null returning " + COLUMNS)
                .params(Timestamp.from(clock.instant()), actor.login(), actor.name(), words, caseNumber, id)
                .query(Attachments::view).optional()
                .orElseThrow(() -> new RuleViolation("reason", "案件 " + caseNumber + " 没有这个附件，或它已经作废"));
        cases.note(caseNumber, actor, "ATTACHMENT_VOIDED", "附件“" + view.name() + "”作废：" + words, null);
        return view;
    }

    /**
     * The attachments of several cases, newest first.
     *
     * @param before only older ones than this id; {@link Long#MAX_VALUE} for the newest
     */
    @Transactional(readOnly = true)
    public List<AttachmentView> of(Collection<String> caseNumbers, long before, int limit) {
        return jdbc.sql("select " + COLUMNS + " from case_attachment where case_number = any (?) and id < ? order by id desc limit ?")
                .params(caseNumbers.toArray(String[]::new), before, limit).query(Attachments::view).list();
    }

    /** One attachment of a case. */
    @Transactional(readOnly = true)
    public Optional<AttachmentView> find(String caseNumber, long id) {
        return jdbc.sql("select " + COLUMNS + " from case_attachment where case_number = ? and id = ?").params(caseNumber, id)
                .query(Attachments::view).optional();
    }

    /**
     * Where the content lies.
     *
     * @param small whether the small picture is meant; a PDF has none
     */
    @Transactional(readOnly = true)
    public Path content(AttachmentView attachment, boolean small) {
        String stored = jdbc.sql("select stored_as from case_attachment where id = ?").param(attachment.id()).query(String.class).single();
        return small ? files.small(stored) : files.path(stored);
    }

    /** How large a file may be, in bytes. */
    public long maxBytes() {
        return properties.maxSize().toBytes();
    }

    /** Deletes files that a crash between file and row has left behind; those of the last day may still be on their way. */
    @Scheduled(cron = "${casework.attachments.sweep-cron}", zone = "${casework.zone}")
    public void sweep() {
        // By the machine's clock, which also stamps the files.
        int swept = files.sweep(Instant.now().minus(ORPHAN_AGE), names -> names.isEmpty() ? new HashSet<>()
                : new HashSet<>(jdbc.sql("select stored_as from case_attachment where stored_as = any (?)").param(names.toArray(String[]::new))
                        .query(String.class).list()));
        if (swept > 0) {
            log.info("{} files without an attachment were deleted", swept);
        }
    }

    /** A PDF that has lost its end opens nowhere. */
    private static void requireWhole(Path pdf) {
        try (RandomAccessFile file = new RandomAccessFile(pdf.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(PDF_TAIL, file.length())];
            file.seek(file.length() - tail.length);
            file.readFully(tail);
            if (!new String(tail, StandardCharsets.ISO_8859_1).contains("%%EOF")) {
                throw new RuleViolation("files", "PDF 文件不完整，请重新导出再上传");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name without path, without characters that hide or turn letters, with an ending that tells the truth. */
    static String cleaned(String name, AttachmentKind kind) {
        String last = name == null ? "" : name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        StringBuilder clean = new StringBuilder();
        last.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT && Character.getType(c) != Character.SURROGATE
                        && Character.getType(c) != Character.LINE_SEPARATOR && Character.getType(c) != Character.PARAGRAPH_SEPARATOR)
                .forEach(clean::appendCodePoint);
        String text = clean.toString().strip();
        String lower = text.toLowerCase(Locale.ROOT);
        boolean fits = lower.endsWith(kind.ending()) || kind == AttachmentKind.JPEG && lower.endsWith(".jpeg");
        String ending = fits ? text.substring(text.lastIndexOf('.')) : kind.ending();
        String stem = fits ? text.substring(0, text.lastIndexOf('.')) : text;
        int room = MAX_NAME - ending.length();
        if (stem.length() > room) {
            stem = stem.substring(0, Character.isHighSurrogate(stem.charAt(room - 1)) ? room - 1 : room);
        }
        return (stem.isBlank() ? "附件" : stem) + ending;
    }

    private static AttachmentView view(ResultSet row, int number) throws SQLException {
        Timestamp voided = row.getTimestamp("voided_at");
        return new AttachmentView(row.getLong("id"), row.getString("case_number"), row.getString("name"), AttachmentKind.valueOf(row.getString("kind")),
                row.getLong("size"), row.getString("sha256"), (Integer) row.getObject("width"), (Integer) row.getObject("height"),
                row.getTimestamp("uploaded_at").toInstant(), row.getString("uploaded_by"), row.getString("uploaded_by_name"),
                voided == null ? null : voided.toInstant(), row.getString("voided_by_name"), row.getString("void_reason"));
    }
}
