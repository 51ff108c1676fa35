package io.casework.complaint;

/** Where the complaint record stands. */
public enum ComplaintState {
    OPEN("处理中"),
    CLOSED("已关闭"),
    /** Not a complaint after all: back to the classification of the intake. */
    RETURNED("退回分类"),
    WITHDRAWN("客户撤诉");

    private final String label;

    ComplaintState(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }
}
