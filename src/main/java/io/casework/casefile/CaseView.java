package io.casework.casefile;

import java.time.Instant;

/** A case as other rooms and pages see it. Nullable: parentNumber, channel, customer, unit, category, grade, handling, completion, outcome, dueAt, closedAt. */
public record CaseView(
        String number,
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
        String urgency,
        String category,
        String grade,
        CaseState state,
        String handling,
        String completion,
        String outcome,
        Instant openedAt,
        String openedBy,
        Instant dueAt,
        Instant closedAt) {

    /** Whether work may still be done on the case. */
    public boolean isOpen() {
        return state == CaseState.OPEN;
    }

    /** The home as notices name it, also where none is on record. */
    public String home() {
        return unitName == null || unitName.isBlank() ? "房号未登记" : unitName;
    }
}
