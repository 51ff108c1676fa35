package io.casework.contact;

import java.time.Instant;

/** A category record as others see it. Nullable: topic, the external unit's columns, everything about closing. */
public record CategoryRecord(
        long id, String caseNumber, CategoryKind category, String content, String topic, String externalKind, String externalUnit, String contact,
        Instant stipulatedTime, boolean overdue, Instant openedAt, String openedBy, Instant closedAt, String closedBy, String result) {

    /** Whether it is still being tracked. */
    public boolean isOpen() {
        return closedAt == null;
    }
}
