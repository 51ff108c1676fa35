package io.casework.customer;

/**
 * A building (楼栋).
 *
 * @param site code of the site
 * @param label like 3栋; unique in the site
 * @param units how many units it has
 */
public record Building(long id, String site, String label, int units) {
}
