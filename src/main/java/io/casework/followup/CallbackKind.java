package io.casework.followup;

/** What a customer is called back about. */
public enum CallbackKind {
    REPAIR("维修"),
    COMPLAINT("投诉"),
    WORK_ORDER("服务工作单");

    private final String label;

    CallbackKind(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }
}
