package io.casework.workspace;

import io.casework.casefile.AttachmentKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ResponseStatusException;

/** How a photo or PDF file goes out: a picture is shown, a PDF is taken home, and whatever a file holds, opened in a browser it runs nothing and belongs to no page of ours. */
public final class KeptFileAnswers {

    private static final Logger log = LoggerFactory.getLogger(KeptFileAnswers.class);
    private static final String HARMLESS = "default-src 'none'; sandbox";

    private KeptFileAnswers() {
    }

    /** The file itself; a picture is shown unless it is to be taken home. */
    public static ResponseEntity<Resource> whole(Path path, String name, AttachmentKind kind, String sha256, boolean download) {
        return answer(path, kind.mediaType(), kind.isPicture() && !download, name, sha256);
    }

    /**
     * The small picture.
     *
     * @throws ResponseStatusException not found, where the file is no picture
     */
    public static ResponseEntity<Resource> small(Path path, AttachmentKind kind, String sha256) {
        if (!kind.isPicture()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "这个附件没有缩略图");
        }
        return answer(path, MediaType.IMAGE_JPEG_VALUE, true, "缩略图.jpg", sha256 + "-small");
    }

    private static ResponseEntity<Resource> answer(Path path, String type, boolean shown, String name, String tag) {
        if (!Files.isReadable(path)) {
            log.error("the file of an attachment is missing: {}", path);
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "附件的文件不在了，请联系系统管理员");
        }
        ContentDisposition how = (shown ? ContentDisposition.inline() : ContentDisposition.attachment()).filename(name, StandardCharsets.UTF_8).build();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                // Kept by the browser, and shown again only after asking: by then the person may have signed out or lost the post.
                .cacheControl(CacheControl.noCache().cachePrivate())
                .eTag(tag)
                .header(HttpHeaders.CONTENT_DISPOSITION, how.toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", HARMLESS)
                .body(new FileSystemResource(path));
    }
}
