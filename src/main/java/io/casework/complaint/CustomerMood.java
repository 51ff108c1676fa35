package io.casework.complaint;

/** In which mood the customer complains. */
public enum CustomerMood {
    CALM("平静"), UPSET("不满"), ANGRY("激动"), EXTREME("可能有过激行为");

    private final String label;

    CustomerMood(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }
}
