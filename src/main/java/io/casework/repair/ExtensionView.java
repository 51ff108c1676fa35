package io.casework.repair;

import java.time.Instant;
import java.time.LocalDate;

/**
 * An extension of a repair.
 *
 * @param consent the customer's answer, {@code null} before it
 * @param channel PHONE, VISIT, SMS, WECHAT or WRITTEN
 * @param needsApproval the allowed number of extensions is used up (AMB-59)
 * @param approval APPROVED or REFUSED
 * @param effective whether the new day holds
 */
public record ExtensionView(
        String reason,
        LocalDate wishedDue,
        Boolean consent,
        Instant consentedAt,
        String channel,
        String customerWords,
        LocalDate newDue,
        boolean needsApproval,
        String approval,
        String approvalReason,
        boolean effective) {
}
