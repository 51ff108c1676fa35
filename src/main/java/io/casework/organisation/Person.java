package io.casework.organisation;

/**
 * A member of staff.
 *
 * @param login the engine's user id; never changes
 * @param phone may be empty
 * @param email may be empty
 * @param active false after leaving: cannot sign in and holds no post
 */
public record Person(String login, String name, String phone, String email, boolean active) {
}
