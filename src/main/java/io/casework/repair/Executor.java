package io.casework.repair;

/** Who does the work. */
public enum Executor {
    REPAIR_TEAM("客户服务维修队"),
    CONTRACTOR("施工单位");

    private final String label;

    Executor(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }
}
