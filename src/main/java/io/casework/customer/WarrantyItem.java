package io.casework.customer;

import java.time.LocalDate;
import java.time.MonthDay;

/**
 * A kind of work with its default warranty period, counted from delivery: either months, or complete heating or cooling seasons.
 *
 * @param months period in months, or {@code null} where seasons count
 * @param seasons number of complete seasons, or {@code null} where months count
 * @param basis the rule behind it, in Chinese
 */
public record WarrantyItem(String code, String name, Integer months, Integer seasons, MonthDay seasonStart, MonthDay seasonEnd,
        String basis) {

    /** The item for everything that is not listed by itself; its period makes the general warranty of a unit. */
    public static final String OTHER = "other";

    /**
     * The last day in warranty for a unit delivered on this day. A season that has begun before delivery is not a complete one
     * and does not count.
     */
    public LocalDate lastDay(LocalDate deliveredOn) {
        if (months != null) {
            return deliveredOn.plusMonths(months);
        }
        LocalDate start = seasonStart.atYear(deliveredOn.getYear());
        if (start.isBefore(deliveredOn)) {
            start = seasonStart.atYear(deliveredOn.getYear() + 1);
        }
        int endYear = start.getYear() + seasons - 1 + (seasonEnd.isBefore(seasonStart) ? 1 : 0);
        return seasonEnd.atYear(endYear);
    }
}
