package io.casework.customer;

import java.time.LocalDate;

/**
 * A customer's time in a unit.
 *
 * @param site code of the site
 * @param unit label of the unit
 * @param from first day
 * @param until last day that counts, or {@code null} up to now
 */
public record Household(long id, long customerId, String customer, long unitId, String site, String unit, Relation relation, LocalDate from, LocalDate until) {

    /** Whether it is over on this day. */
    public boolean isOver(LocalDate day) {
        return until != null && until.isBefore(day);
    }
}
