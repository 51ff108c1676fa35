package io.casework.recordbook;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/**
 * What an entry said at a time.
 *
 * @param version from 1 on
 * @param reason why it was written; {@code null} for the first version
 * @param at when it was written
 * @param by login of who wrote it
 * @param byName that person's name at the time
 */
public record RecordVersion(int version, LocalDate day, String caseNumber, LocalDate dueOn, LocalDate doneOn, Map<String, String> values, String reason, Instant at,
        String by, String byName) {
}
