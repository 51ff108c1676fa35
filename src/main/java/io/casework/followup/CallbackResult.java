package io.casework.followup;

/** How a callback ended. Only the first three count as called back (AMB-93). */
public enum CallbackResult {
    SATISFIED("满意"),
    DISSATISFIED("不满意"),
    /** Reached, but the customer does not want to give an opinion. */
    DECLINED("客户不愿评价"),
    /** Never reached; a manager consented to leave it at that. */
    UNREACHABLE("联系不上"),
    /** The case was withdrawn or sent another way before the customer was reached. */
    CANCELLED("案件中止");

    private final String label;

    CallbackResult(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }
}
