package io.casework.customer;

import java.util.List;

/**
 * A customer in a unit: what a search finds.
 *
 * @param phones normalised, the main one first
 * @param contactRefused the customer does not want callbacks or surveys
 * @param site code of the site
 * @param unit label of the unit
 */
public record Resident(long householdId, long customerId, String name, List<String> phones, boolean contactRefused,
        long unitId, String site, String building, String unit, Relation relation) {

    /** The main phone, or an empty text. */
    public String phone() {
        return phones.isEmpty() ? "" : phones.get(0);
    }
}
