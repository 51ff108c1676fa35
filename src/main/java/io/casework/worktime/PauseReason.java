package io.casework.worktime;

/** Why the clock of a case stands still. */
public enum PauseReason {
    CUSTOMER("等待客户"),
    PARTS("等待配件材料"),
    WEATHER("天气原因"),
    THIRD_PARTY("等待第三方");

    private final String label;

    PauseReason(String label) {
        this.label = label;
    }

    /** Chinese label. */
    public String label() {
        return label;
    }
}
