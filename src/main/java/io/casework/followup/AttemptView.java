package io.casework.followup;

import java.time.Instant;

/**
 * One try to reach the customer.
 *
 * @param way CALL, VISIT or MESSAGE; {@code null} where there is no way to reach the customer
 * @param outcome ANSWERED, DECLINED, NOT_REACHED or NO_CONTACT
 */
public record AttemptView(int number, Instant at, String way, String outcome, String note, String byName) {
}
