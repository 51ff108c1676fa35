package io.casework.procedure;

import java.time.Instant;

/**
 * The end of a limit has moved because the calendar changed or the case's clock had stood still. Published in the transaction that moves the timer, for limits
 * that a case was given by a fact of its process and for those that a room works out itself; rooms that keep such a date on their record follow it.
 *
 * @param key row of the table of limits, or the name that a {@link CaseDeadline} serves
 * @param ofRoom whether a {@link CaseDeadline} worked it out
 * @param due the new end
 */
public record LimitMoved(String caseNumber, String key, boolean ofRoom, Instant due) {
}
