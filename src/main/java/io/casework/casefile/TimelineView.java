package io.casework.casefile;

import java.time.Instant;

/** One line of a case's timeline. {@code ruleIds} and {@code submissionId} may be {@code null}. */
public record TimelineView(
        long id, String caseNumber, Instant at, String actor, String actorName, String kind, String text, String ruleIds, Long submissionId) {
}
