package io.casework.notification;

/**
 * The sender asked for something that cannot be a notice: an unknown template, a missing parameter, no recipient. A mistake in a
 * program or in a model, not of the person at the desk; the transaction fails and nothing is sent.
 */
public class NoticeError extends IllegalArgumentException {

    public NoticeError(String message) {
        super(message);
    }
}
