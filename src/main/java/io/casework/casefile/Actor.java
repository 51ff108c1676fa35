package io.casework.casefile;

/**
 * Who did something: the login and the real name that goes on record.
 *
 * @param login sign-in name, or {@code system}
 * @param name the person's name as people know it
 */
public record Actor(String login, String name) {

    /** The software itself: timers, automatic steps. */
    public static final Actor SYSTEM = new Actor("system", "系统");
}
