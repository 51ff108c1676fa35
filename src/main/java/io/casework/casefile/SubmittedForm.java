package io.casework.casefile;

import java.time.Instant;

/**
 * A form that was submitted for a case, whole.
 *
 * @param taskKey element id of the task or start event in its process
 * @param formVersion version of the form definition; {@code null} for a task without a form
 */
public record SubmittedForm(
        long id,
        String caseNumber,
        String processKey,
        String taskKey,
        String taskName,
        String formId,
        Integer formVersion,
        Instant submittedAt,
        Actor by,
        Answers answers) {
}
