package io.casework.organisation;

/** The sign-in accounts of staff. Every active member of staff has one; it cannot be used before a password has been set. */
public interface Accounts {

    /** Shortest password that is taken. */
    int SHORTEST_PASSWORD = 10;

    /**
     * Sets the password and lifts a lock.
     *
     * @throws io.casework.platform.RuleViolation when nobody active has this login, or the password is shorter than
     *     {@value #SHORTEST_PASSWORD} characters or contains the login
     */
    void setPassword(String login, String password);
}
