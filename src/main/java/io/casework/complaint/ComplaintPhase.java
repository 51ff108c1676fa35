package io.casework.complaint;

/** In which phase of their home the customer complains (AS-CMP-02). */
public enum ComplaintPhase {
    INSPECTION("验楼"), HANDOVER("接楼"), WARRANTY("质保期"), OTHER("其他");

    private final String label;

    ComplaintPhase(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }
}
