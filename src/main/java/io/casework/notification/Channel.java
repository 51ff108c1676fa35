package io.casework.notification;

/** The ways in which a notice reaches people. */
public enum Channel {
    /** The list on the pages of the application. */
    IN_APP("站内"),
    EMAIL("邮件"),
    SMS("短信");

    private final String label;

    Channel(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }
}
