package io.casework.repair;

/** How a cost was decided. */
public enum CostDecision {
    PENDING("待审批"),
    APPROVED("已批准"),
    REFUSED("未批准"),
    /** Replaced by a newer request or no longer needed. */
    DROPPED("已作废");

    private final String label;

    CostDecision(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }
}
