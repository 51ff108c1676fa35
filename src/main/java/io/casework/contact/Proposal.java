package io.casework.contact;

/**
 * What the decision table {@code intake-category} proposes.
 *
 * @param ruleId the rule that it follows from
 * @param remark category word for the remarks column, may be empty
 * @param repairClass A, B, or empty where the survey decides
 * @param reason why, in Chinese
 */
public record Proposal(Category category, String ruleId, String remark, String repairClass, String reason) {
}
