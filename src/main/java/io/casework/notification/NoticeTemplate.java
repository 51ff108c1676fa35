package io.casework.notification;

import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;

/**
 * One version of a template.
 *
 * @param title Chinese name for administrators
 * @param ruleId the rule that it carries out
 * @param sample placeholder to sample value; its keys are all the placeholders that may be used, and all that a sender must give
 * @param active the version that is sent now
 */
public record NoticeTemplate(
        String key,
        int version,
        String title,
        String ruleId,
        Set<Channel> channels,
        String subject,
        String body,
        Map<String, String> sample,
        boolean active,
        String createdBy,
        OffsetDateTime createdAt) {
}
