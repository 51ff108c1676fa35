package io.casework.repair;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A survey countersign form.
 *
 * @param round 1 for the first visit
 * @param lateReason why the visit was planned after the limit, {@code null} where it was not
 * @param roughEstimate yuan, {@code null} where it was unknown
 * @param result PLANNED, HELD or NO_ACCESS
 * @param estimate yuan, as found on site
 * @param waiverDecision WAIVED or REPEAT, {@code null} where nobody was missing or nothing has been decided
 */
public record SurveyView(
        int round,
        Instant plannedAt,
        String lateReason,
        BigDecimal roughEstimate,
        List<Party> demanded,
        String result,
        Instant heldAt,
        String findings,
        String cause,
        BigDecimal estimate,
        String noAccessReason,
        List<Party> missing,
        String waiverReason,
        String waiverDecision,
        List<Attendee> attendees) {

    /** A person who took part. */
    public record Attendee(Party party, String name, boolean signed) {
    }
}
