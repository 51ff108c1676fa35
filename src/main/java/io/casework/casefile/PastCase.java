package io.casework.casefile;

import java.time.Instant;

/**
 * A case that was opened and closed before this system was there.
 *
 * @param legacyNumber its number in the register that was kept then, unique within the site, at most 60 characters
 * @param channel CALL, VISIT or OTHER
 * @param unitName 房号 as people say it, or {@code null}
 * @param matter short title, at most 120 characters
 * @param category category word as code, or {@code null}
 * @param completion words of the completion column, at most 100 characters
 * @param openedAt when it was registered
 * @param closedAt when it was finished, not before; where nobody knows, when it was registered
 * @param story the one line that its timeline begins with
 */
public record PastCase(
        String legacyNumber,
        String channel,
        Long customerId,
        String customerName,
        String customerPhone,
        Long unitId,
        String unitName,
        String matter,
        String description,
        String category,
        String handling,
        String completion,
        Instant openedAt,
        Instant closedAt,
        String story) {
}
