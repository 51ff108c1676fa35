package io.casework.platform;

import java.time.Instant;

/**
 * A change that a person made to how the house works. Kept for good; a mistake is corrected by another change.
 *
 * @param id number, ascending in time
 * @param by login, or {@link #SYSTEM} where the software's own release did it
 * @param subjectKey identifier of what was changed, such as a login or the key of a decision
 * @param subject its Chinese name at that time
 * @param what what was done, in Chinese
 * @param before the content before in Chinese words; empty where there was none, or where it is a secret
 * @param after the content after it; empty where it is gone, or where it is a secret
 * @param reference the engine's deployment, {@code null} where the change was none
 */
public record AdminChange(long id, Instant at, String by, AdminArea area, String subjectKey, String subject, String what, String before, String after,
        String reference) {

    /** Stands for a login where the software's own release changed something. */
    public static final String SYSTEM = "system";
}
