package io.casework.repair;

/** Where a dispatch order or a written request to a contractor stands. */
public enum OrderState {
    OPEN("维修中"),
    FINISHED("已完工"),
    ACCEPTED("已验收"),
    REWORK("须返工"),
    CANNOT("维修队不能承担"),
    NOT_PERFORMED("施工单位未履行"),
    WITHDRAWN("随案件撤回");

    private final String label;

    OrderState(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }
}
