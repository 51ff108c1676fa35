package io.casework.customer;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A unit (房号).
 *
 * @param site code of the site
 * @param building label of the building, like 3栋
 * @param label the whole label, like 3栋1单元1201; unique in the site
 * @param area square metres, or {@code null}
 * @param deliveredOn day of delivery, or {@code null} before it
 * @param warrantyUntil last day of the general warranty, or {@code null}
 */
public record Unit(long id, String site, String building, String label, BigDecimal area, LocalDate deliveredOn,
        boolean occupied, LocalDate warrantyUntil) {
}
