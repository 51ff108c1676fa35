package io.casework.procedure;

import java.util.Collection;

/**
 * Knows who did which step of a case, for steps that somebody else must do than those before: a user task names them in its
 * extension property {@code notBy}, a comma separated list of element ids of user tasks.
 */
public interface FourEyes {

    /**
     * Whether this person submitted one of these tasks for the case or for a case it belongs to.
     *
     * @param caseNumber business key of the process instance
     * @param taskKeys element ids of user tasks
     */
    boolean excluded(String caseNumber, Collection<String> taskKeys, String login);
}
