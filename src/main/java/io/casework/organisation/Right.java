package io.casework.organisation;

/**
 * A post held at a site.
 *
 * @param post code of the post
 * @param siteOrNullForAll code of the site, or {@code null} where the post is held for all sites
 */
public record Right(String post, String siteOrNullForAll) {

    /** Whether this right reaches the site; a right for all sites reaches every one. */
    public boolean reaches(String site) {
        return siteOrNullForAll == null || siteOrNullForAll.equals(site);
    }
}
