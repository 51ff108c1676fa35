package io.casework.recordbook;

import io.casework.casefile.AttachmentKind;
import java.time.Instant;

/**
 * A photo or PDF file that is kept with an entry of the record book.
 *
 * @param name as the person named it, cleaned; its ending fits the content
 * @param size in bytes
 * @param sha256 of the content, in hexadecimal digits
 * @param voidedAt when it was declared void (作废), {@code null} while it counts
 */
public record RecordAttachment(long id, String name, AttachmentKind kind, long size, String sha256, Instant uploadedAt, String uploadedBy, String uploadedByName,
        Instant voidedAt, String voidedByName, String voidReason) {

    /** Whether it has been declared void. */
    public boolean isVoid() {
        return voidedAt != null;
    }

    /** The size in words. */
    public String sizeInWords() {
        return size < 1024 ? size + " B" : size < 1024 * 1024 ? size / 1024 + " KB" : "%.1f MB".formatted(size / 1024.0 / 1024.0);
    }
}
