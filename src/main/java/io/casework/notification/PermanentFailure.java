package io.casework.notification;

/** A delivery that no repetition can help, such as an address that is none. */
class PermanentFailure extends RuntimeException {

    PermanentFailure(String message) {
        super(message);
    }
}
