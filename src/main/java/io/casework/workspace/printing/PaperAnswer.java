package io.casework.workspace.printing;

import io.casework.report.PrintedForms.Printed;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A PDF as an answer: shown in the browser, saved under its Chinese name, kept nowhere on the way. */
public final class PaperAnswer {

    private PaperAnswer() {
    }

    /** The answer with this paper. */
    public static ResponseEntity<byte[]> of(Printed printed) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename(printed.fileName(), StandardCharsets.UTF_8).build().toString())
                .body(printed.pdf());
    }
}
