package io.casework.followup;

import java.time.Instant;

/**
 * What follows from an attempt.
 *
 * @param result the result where the customer was reached, {@code null} otherwise
 * @param satisfaction 1 to 5, {@code null} where the customer gave none
 * @param attempts how often somebody has tried, this time included
 * @param again whether another attempt is to be made
 * @param nextAttemptAt when, at another time of day; {@code null} where none is to be made
 */
public record AttemptOutcome(CallbackResult result, Integer satisfaction, int attempts, boolean again, Instant nextAttemptAt) {
}
