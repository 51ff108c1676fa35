package io.casework.followup;

import java.time.Instant;

/**
 * A callback as other rooms and pages see it. Nullable until it is closed: calledBackAt, calledBy, calledByName, result, satisfaction, opinion, consentBy,
 * consentReason, closedAt.
 *
 * @param proposedWay CALL or VISIT, by the decision table {@code callback-way} (AS-CBK-03)
 * @param attempts how often somebody tried
 * @param calledBackAt when the customer was really reached; stays empty for {@link CallbackResult#UNREACHABLE}
 * @param satisfaction 1 (very dissatisfied) to 5 (very satisfied)
 */
public record CallbackView(long id, String caseNumber, String site, CallbackKind kind, String proposedWay, Instant openedAt, Instant dueAt, int attempts,
        int rounds, Instant calledBackAt, String calledBy, String calledByName, CallbackResult result, Integer satisfaction, String opinion,
        String consentBy, String consentReason, Instant closedAt) {

    /** Whether the customer was reached within the limit (AS-CBK-01). */
    public boolean onTime() {
        return calledBackAt != null && !calledBackAt.isAfter(dueAt);
    }
}
