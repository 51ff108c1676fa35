package io.casework.recordbook;

import java.util.Map;

/**
 * What a person typed, all of it as text; {@link RecordBook} reads and checks it.
 *
 * @param site code of the site; empty for kinds of the company
 * @param day 2026-11-22
 * @param caseNumber empty where it is about no case
 * @param dueOn empty where no day is set, and for kinds that are not tracked
 * @param values key of a field to text
 */
public record RecordDraft(String site, String day, String caseNumber, String dueOn, Map<String, String> values) {
}
