package io.casework.complaint;

import java.time.Instant;

/** What a responsible department said. */
public record FeedbackView(String post, String result, String findings, String solution, Instant promisedAt, String handler, Instant at, String byName) {
}
