package io.casework.recordbook;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/**
 * An entry of the record book as it stands.
 *
 * @param number of the book's own series, ZL-20261122-0001
 * @param kind code of the kind
 * @param site code of the site, {@code null} where the kind belongs to the company
 * @param caseNumber the case that it is about, or {@code null}
 * @param dueOn the last day on which it is to be done, or {@code null}
 * @param doneOn the day on which it was done, {@code null} while it is open or where nothing is tracked
 * @param values key of a field to value: days as 2026-11-22, money as 1250.50, yes or no; fields without a value are left out
 * @param version 1 for what was first entered, one more with each correction
 * @param reason why this version was written; {@code null} for the first
 */
public record RecordEntry(long id, String number, String kind, String site, LocalDate day, String caseNumber, LocalDate dueOn, LocalDate doneOn,
        Map<String, String> values, int version, String reason, Instant enteredAt, String enteredBy, String enteredByName, Instant changedAt, String changedBy,
        String changedByName, boolean voided) {

    /** Whether something is still to be done about it; asked only where the kind is tracked. */
    public boolean open() {
        return doneOn == null && !voided;
    }

    RecordVersion asVersion() {
        return new RecordVersion(version, day, caseNumber, dueOn, doneOn, values, reason, changedAt, changedBy, changedByName);
    }
}
