package io.casework.customer;

import java.time.LocalDate;

/**
 * What another day of delivery means for one warranty item of a unit.
 *
 * @param now last day as it is on record, or {@code null} where there is none
 * @param derived last day by the default period from the other day, or {@code null} where that takes the delivery back
 * @param follows whether the date on record is the one that the present day of delivery gives, so that it should move with it; a date that was agreed by
 *     contract, or that came from an earlier default period, does not
 */
public record WarrantyShift(String item, String name, LocalDate now, LocalDate derived, boolean follows) {
}
