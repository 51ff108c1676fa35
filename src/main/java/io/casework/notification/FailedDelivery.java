package io.casework.notification;

import java.time.OffsetDateTime;

/**
 * A delivery that was given up and waits for a person.
 *
 * @param id what {@link Notices#sendAgain} takes
 * @param recipient login, customer phone, or the post that nobody holds
 * @param address e-mail address or number that was tried, {@code null} where there was none
 * @param attempts how often it was tried
 * @param reason the last error
 */
public record FailedDelivery(
        long id,
        String template,
        String caseNumber,
        String site,
        String subject,
        String recipient,
        Channel channel,
        String address,
        int attempts,
        String reason,
        OffsetDateTime createdAt) {
}
