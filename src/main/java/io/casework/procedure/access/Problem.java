package io.casework.procedure.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is answered when something is refused: RFC 9457 problem details in Chinese. Besides the standard members there is
 * {@code errors}, one entry per field, and {@code message}, the only member that Tasklist shows.
 *
 * @param status HTTP status
 * @param title what kind of problem it is
 * @param detail what is wrong here and what to do
 * @param errors one entry per field; empty where the problem concerns the whole step
 * @param more further members; empty for nearly all problems
 */
record Problem(int status, String title, String detail, List<FieldError> errors, Map<String, Object> more) {

    static final String MEDIA_TYPE = "application/problem+json";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param field key of the field as the form names it
     * @param message what is wrong with it
     */
    record FieldError(String field, String message) {
    }

    Problem(int status, String title, String detail, List<FieldError> errors) {
        this(status, title, detail, errors, Map.of());
    }

    static Problem of(int status, String title, String detail) {
        return new Problem(status, title, detail, List.of());
    }

    static Problem forbidden(String detail) {
        return of(HttpServletResponse.SC_FORBIDDEN, "没有权限", detail);
    }

    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", title);
        body.put("status", status);
        body.put("detail", detail);
        body.put("errors", errors);
        body.put("message", errors.isEmpty() ? detail : String.join("\n", errors.stream().map(FieldError::message).toList()));
        body.putAll(more);
        return body;
    }

    String json() {
        try {
            return JSON.writeValueAsString(body());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void write(HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(status);
        response.setContentType(MEDIA_TYPE);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        byte[] bytes = json().getBytes(StandardCharsets.UTF_8);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
