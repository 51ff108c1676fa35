package io.casework.customer;

/** How a customer belongs to a unit. */
public enum Relation {
    /** 业主. */
    OWNER("业主"),
    /** 家属. */
    FAMILY("家属"),
    /** 租户. */
    TENANT("租户");

    private final String label;

    Relation(String label) {
        this.label = label;
    }

    /** The Chinese name. */
    public String label() {
        return label;
    }
}
