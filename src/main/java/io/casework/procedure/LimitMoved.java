package io.casework.procedure;

import java.time.Instant;

/**
 * The end of a limit has moved because the calendar changed or the case's clock had stood still. Published in the transaction that moves the timer, for limits
 * that a case was given by a fact of its process; rooms that keep such a date on their record follow it.
 *
 * @param key row of the table of limits
 * @param due the new end
 */
public record LimitMoved(String caseNumber, String key, Instant due) {
}
