package io.casework.workspace.printing;

import io.casework.report.PrintedForms.Printed;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A PDF as an answer, under its Chinese name, kept nowhere on the way. */
public final class PaperAnswer {

    private PaperAnswer() {
    }

    /** The browser shows it. */
    public static ResponseEntity<byte[]> of(Printed printed) {
        return answer(printed, ContentDisposition.inline());
    }

    /** The browser saves it. */
    public static ResponseEntity<byte[]> download(Printed printed) {
        return answer(printed, ContentDisposition.attachment());
    }

    private static ResponseEntity<byte[]> answer(Printed printed, ContentDisposition.Builder way) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CONTENT_DISPOSITION, way.filename(printed.fileName(), StandardCharsets.UTF_8).build().toString())
                .body(printed.pdf());
    }
}
