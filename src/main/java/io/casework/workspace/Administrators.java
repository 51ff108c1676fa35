package io.casework.workspace;

import java.util.Collection;
import java.util.List;

/** The posts that see the administration page. */
final class Administrators {

    private static final List<String> POSTS = List.of("procedure-admin", "camunda-admin");

    private Administrators() {
    }

    static boolean among(Collection<String> posts) {
        return POSTS.stream().anyMatch(posts::contains);
    }
}
