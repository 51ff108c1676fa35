package io.casework.repair;

/** Why a cost is to be approved. */
public enum CostKind {
    ESTIMATE("维修预算"),
    /** Approved after the securing measure (AMB-58). */
    EMERGENCY("紧急处置补办"),
    /** The final amount has left the approved estimate too far behind (AMB-12, AMB-86). */
    OVERRUN("超预算");

    private final String label;

    CostKind(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }
}
