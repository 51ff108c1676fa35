package io.casework.contact;

/** How a customer came with a matter. */
public enum ContactChannel {
    CALL("来电"), VISIT("来访"), OTHER("其他渠道");

    private final String label;

    ContactChannel(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }
}
