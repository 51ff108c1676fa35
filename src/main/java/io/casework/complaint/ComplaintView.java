package io.casework.complaint;

import java.time.Instant;

/**
 * A complaint as other rooms and pages see it. What belongs to a step is {@code null} before that step.
 *
 * <p>The five indicators of AS-CMP-18 need these times: receivedAt, answeredAt (first answer, interim or final), feedbackAt (of the responsible
 * department), resolvedAt, closedAt, calledBackAt (the customer was really reached) and the satisfaction of 1 to 5.
 *
 * @param dissatisfaction codes A to E, separated by commas (AS-SEV-05)
 * @param customersOnTopic customers of the site who raised the topic within the last 30 days, this one included
 * @param repeated the same matter within 30 days of closing
 * @param dueAt end of the week limit (AMB-07, AMB-83) or of the limit after a repair (AMB-34)
 * @param overdueAt when the limit was found broken
 * @param feedbackOverdue how often the department let the 3 working days pass
 * @param answerImpossible an anonymous customer cannot be answered
 * @param dissatisfied how often the callback found the customer dissatisfied
 */
public record ComplaintView(String caseNumber, String site, ComplaintState state, Instant receivedAt, String channel, String phase, String mood,
        String content, String demand, String evidence, boolean sensitive, Instant confirmedAt, String facts, String confirmedDemand, Instant assessedAt,
        String topic, ComplaintCause cause, String dissatisfaction, String analysis, boolean repairMatter, String repairUrgency, Integer customersOnTopic,
        boolean repeated, ComplaintGrade proposedGrade, String proposedReason, String proposedPost, ComplaintGrade grade, String responsiblePost,
        String leadPost, String tracker, String trackerName, Instant dueAt, Instant overdueAt, String processSoFar, Instant feedbackAt, int feedbackOverdue,
        int notOurs, String solution, Instant promisedAt, String repairCaseNumber, String repairOutcome, Instant answeredAt, Instant finalAnsweredAt,
        boolean answerImpossible, Instant resolvedAt, String verification, Instant calledBackAt, String callbackResult, Integer satisfaction,
        int dissatisfied, String lesson, String preventiveMeasure, String satisfactionCase, Instant closedAt, String closeReason) {

    /** Whether it is still being handled. */
    public boolean isOpen() {
        return state == ComplaintState.OPEN;
    }
}
