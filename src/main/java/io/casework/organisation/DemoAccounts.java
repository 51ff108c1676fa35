package io.casework.organisation;

import java.util.List;

/**
 * Who signs in with what in the demonstration. A bean of this type exists in the profile {@code demo} only; whoever wants to show
 * the list asks for it as an optional bean.
 */
public interface DemoAccounts {

    /** The accounts: first headquarters, then site by site, each in the order of the posts. */
    List<DemoAccount> accounts();

    /** The one password of all of them. */
    String password();

    /**
     * An account of the demonstration.
     *
     * @param post Chinese name of the post
     * @param site Chinese name of the site, or 总部
     */
    record DemoAccount(String login, String name, String post, String site) {
    }
}
