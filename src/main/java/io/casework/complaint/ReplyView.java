package io.casework.complaint;

import java.time.Instant;

/** One answer to the customer. */
public record ReplyView(String kind, String channel, String text, boolean refused, String refusalReason, Instant at, String byName) {
}
