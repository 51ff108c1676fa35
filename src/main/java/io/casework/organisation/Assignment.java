package io.casework.organisation;

/**
 * That a member of staff holds a post, by his or her own appointment (substitutions apart).
 *
 * @param siteOrNullForAll code of the site, or {@code null} for all sites
 */
public record Assignment(String login, String post, String siteOrNullForAll) {
}
