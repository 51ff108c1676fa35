package io.casework.casefile;

/**
 * What is known when a case is opened. Only site, customer name and matter are required.
 *
 * @param parentNumber the case that this one belongs to, or {@code null}
 * @param site code of the site (小区)
 * @param channel CALL, VISIT, APP, …
 * @param customerName as given by the caller where the customer was not found
 * @param unitName 房号 as people say it
 * @param matter short title, at most 120 characters
 * @param urgency NORMAL, URGENT or EMERGENCY; {@code null} counts as NORMAL
 */
public record NewCase(
        CaseKind kind,
        String parentNumber,
        String site,
        String channel,
        Long customerId,
        String customerName,
        String customerPhone,
        Long unitId,
        String unitName,
        String matter,
        String description,
        String urgency) {
}
