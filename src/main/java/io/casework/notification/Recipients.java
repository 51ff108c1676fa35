package io.casework.notification;

import java.util.List;
import java.util.Optional;

/** Who is behind a post or a sign-in name at this moment. The notification room knows no staff of its own. */
public interface Recipients {

    /**
     * Everybody who holds the post at the site now, substitutes included.
     *
     * @param post post id, for example {@code clerk}
     * @param site site id; ignored for headquarters posts, may be {@code null} for them
     * @return empty where nobody holds the post
     */
    List<Addressee> holders(String post, String site);

    /** The person with this sign-in name. */
    Optional<Addressee> person(String login);
}
