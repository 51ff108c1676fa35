package io.casework.complaint;

/** What the customer experienced, held against what the customer had expected (AS-SEV-06). */
public enum Expectation {
    BELOW("低于期望"), EQUAL("等于期望"), ABOVE("高于期望");

    private final String label;

    Expectation(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }
}
