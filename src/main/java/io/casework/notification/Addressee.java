package io.casework.notification;

/**
 * A member of staff who can be told something.
 *
 * @param login the sign-in name; the in-app list is kept under it
 * @param name the name that people read
 * @param email address for e-mail, {@code null} or blank where none is known
 * @param phone mobile number for SMS, {@code null} or blank where none is known
 */
public record Addressee(String login, String name, String email, String phone) {

    /** Somebody of whom nothing but the sign-in name is known: reached in-app only. */
    public static Addressee ofLogin(String login) {
        return new Addressee(login, login, null, null);
    }
}
