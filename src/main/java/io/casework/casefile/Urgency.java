package io.casework.casefile;

/** How urgent a case is. */
public enum Urgency {
    NORMAL("一般"), URGENT("紧急"), EMERGENCY("危急");

    private final String label;

    Urgency(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }
}
