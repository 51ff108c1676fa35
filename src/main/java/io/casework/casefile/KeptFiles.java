package io.casework.casefile;

import io.casework.platform.RuleViolation;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Photos and PDF files as they come in, for whatever they are kept with. What comes in is believed to be nothing: its kind is read from its content, its
 * pixels are counted before they are unfolded, it is stored under a random name outside of what is served.
 */
@Service
public class KeptFiles {

    private static final Logger log = LoggerFactory.getLogger(KeptFiles.class);
    private static final int MAX_NAME = 120;
    private static final int PDF_TAIL = 2048;
    private static final Duration ORPHAN_AGE = Duration.ofHours(24);

    private final AttachmentFiles files;
    private final Pictures pictures;
    private final AttachmentProperties properties;
    private final ObjectProvider<Owner> owners;
    private final TransactionTemplate transaction;

    KeptFiles(AttachmentFiles files, Pictures pictures, AttachmentProperties properties, ObjectProvider<Owner> owners, TransactionTemplate transaction) {
        this.files = files;
        this.pictures = pictures;
        this.properties = properties;
        this.owners = owners;
        this.transaction = transaction;
    }

    /**
     * A file that is on the disk.
     *
     * @param name as the person named it, cleaned; its ending fits the content
     * @param size in bytes
     * @param sha256 of the content, in hexadecimal digits
     * @param width of a picture in pixels, {@code null} for a PDF
     * @param storedAs its random name in the directory
     */
    public record KeptFile(String name, AttachmentKind kind, long size, String sha256, Integer width, Integer height, String storedAs) {
    }

    /** Whoever has rows that refer to files: what nobody refers to is deleted after a day. */
    @FunctionalInterface
    public interface Owner {
        /** Which of these files are referred to, by {@link KeptFile#storedAs}. */
        Collection<String> refersTo(Collection<String> storedAs);
    }

    /**
     * Keeps a file. Runs a transaction of its own, after the file is safely on the disk; where that is refused, the file goes too.
     *
     * @param name what the person calls it; a path in front of it and an ending that does not fit are taken away
     * @param write puts the file on record
     * @throws RuleViolation on {@code files}, with the reason: too large, of another kind, damaged, too many pixels, or what {@code write} refuses
     */
    @Transactional(propagation = Propagation.NEVER)
    public <T> T keep(String name, InputStream content, Function<KeptFile, T> write) {
        AttachmentFiles.Incoming incoming = files.receive(content);
        String kept = null;
        try {
            AttachmentKind kind = AttachmentKind.of(incoming.head()).orElseThrow(() -> new RuleViolation("files", AttachmentKind.advice(incoming.head())));
            Pictures.Seen seen = kind.isPicture() ? pictures.look(incoming.path(), kind) : null;
            if (kind == AttachmentKind.PDF) {
                requireWhole(incoming.path());
            }
            kept = files.keep(incoming, seen == null ? null : seen.small());
            KeptFile file = new KeptFile(cleaned(name, kind), kind, incoming.size(), incoming.sha256(), seen == null ? null : seen.width(), seen == null ? null : seen.height(), kept);
            return transaction.execute(status -> write.apply(file));
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

    /**
     * Where the content lies.
     *
     * @param small whether the small picture is meant; a PDF has none
     */
    public Path content(String storedAs, boolean small) {
        return small ? files.small(storedAs) : files.path(storedAs);
    }

    /** How large a file may be, in bytes. */
    public long maxBytes() {
        return properties.maxSize().toBytes();
    }

    /** Deletes files that a crash between file and row has left behind; those of the last day may still be on their way. */
    @Scheduled(cron = "${casework.attachments.sweep-cron}", zone = "${casework.zone}")
    public void sweep() {
        List<Owner> all = owners.stream().toList();
        // By the machine's clock, which also stamps the files.
        int swept = files.sweep(Instant.now().minus(ORPHAN_AGE), names -> {
            Set<String> referredTo = new HashSet<>();
            if (!names.isEmpty()) {
                all.forEach(owner -> referredTo.addAll(owner.refersTo(names)));
            }
            return referredTo;
        });
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
}
