package io.casework.casefile;

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
 * Photos and PDF files that are kept with cases, see {@link KeptFiles}. An attachment is never deleted; one that should not count is declared void with a
 * reason and stays readable.
 */
@Service
public class Attachments implements KeptFiles.Owner {

    private static final String COLUMNS = "id, case_number, name, kind, size, sha256, width, height, uploaded_at, uploaded_by, uploaded_by_name,"
            + " voided_at, voided_by_name, void_reason";
    private static final int MAX_REASON = 300;

    private final KeptFiles files;
    private final AttachmentProperties properties;
    private final CaseFiles cases;
    private final JdbcClient jdbc;
    private final Clock clock;

    Attachments(KeptFiles files, AttachmentProperties properties, CaseFiles cases, JdbcClient jdbc, Clock clock) {
        this.files = files;
        this.properties = properties;
        this.cases = cases;
        this.jdbc = jdbc;
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
        return files.keep(name, content, file -> write(caseNumber, file, actor));
    }

    private AttachmentView write(String caseNumber, KeptFiles.KeptFile file, Actor actor) {
        cases.view(caseNumber);
        long present = jdbc.sql("select count(*) from case_attachment where case_number = ?").param(caseNumber).query(Long.class).single();
        if (present >= properties.maxPerCase()) {
            throw new RuleViolation("files", "一个案件最多保存 " + properties.maxPerCase() + " 个附件");
        }
        try {
            AttachmentView view = jdbc.sql("insert into case_attachment (case_number, name, kind, size, sha256, width, height, stored_as, uploaded_at, uploaded_by,"
                    + " uploaded_by_name) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning " + COLUMNS)
                    .params(caseNumber, file.name(), file.kind().name(), file.size(), file.sha256(), file.width(), file.height(), file.storedAs(),
                            Timestamp.from(clock.instant()), actor.login(), actor.name())
                    .query(Attachments::view).single();
            cases.note(caseNumber, actor, "ATTACHED", "上传" + file.kind().label() + "“" + file.name() + "”（" + view.sizeInWords() + "）", null);
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
        return files.content(stored, small);
    }

    /** How large a file may be, in bytes. */
    public long maxBytes() {
        return files.maxBytes();
    }

    @Override
    @Transactional(readOnly = true)
    public List<String> refersTo(Collection<String> storedAs) {
        return jdbc.sql("select stored_as from case_attachment where stored_as = any (?)").param(storedAs.toArray(String[]::new)).query(String.class).list();
    }

    private static AttachmentView view(ResultSet row, int number) throws SQLException {
        Timestamp voided = row.getTimestamp("voided_at");
        return new AttachmentView(row.getLong("id"), row.getString("case_number"), row.getString("name"), AttachmentKind.valueOf(row.getString("kind")),
                row.getLong("size"), row.getString("sha256"), (Integer) row.getObject("width"), (Integer) row.getObject("height"),
                row.getTimestamp("uploaded_at").toInstant(), row.getString("uploaded_by"), row.getString("uploaded_by_name"),
                voided == null ? null : voided.toInstant(), row.getString("voided_by_name"), row.getString("void_reason"));
    }
}
