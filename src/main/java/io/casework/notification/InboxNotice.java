package io.casework.notification;

import java.time.OffsetDateTime;

/**
 * One line of a person's in-app list.
 *
 * @param id what {@link Notices#markRead} takes
 * @param template template key
 * @param caseNumber the case it is about, may be {@code null}
 * @param site the site it belongs to, may be {@code null}
 * @param subject plain text in one line; pages must escape it
 * @param body plain text with line breaks; pages must escape it
 * @param createdAt when it was written
 * @param readAt when it was first read, {@code null} while unread
 */
public record InboxNotice(
        long id,
        String template,
        String caseNumber,
        String site,
        String subject,
        String body,
        OffsetDateTime createdAt,
        OffsetDateTime readAt) {

    public boolean unread() {
        return readAt == null;
    }
}
