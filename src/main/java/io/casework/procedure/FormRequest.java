package io.casework.procedure;

import java.util.function.Function;

/**
 * For whom and for what a form is being shown or checked.
 *
 * @param formId id of the form
 * @param process id of the process definition, in the version that runs; {@code null} where a form is read that was submitted long ago
 * @param taskKey element id of the task, {@code null} for a start form
 * @param caseNumber {@code null} for a start form
 * @param site {@code null} for a start form
 * @param login the person who looks at it
 * @param facts reads a process fact; answers {@code null} for unknown ones
 */
public record FormRequest(String formId, String process, String taskKey, String caseNumber, String site, String login, Function<String, Object> facts) {
}
