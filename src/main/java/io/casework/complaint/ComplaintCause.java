package io.casework.complaint;

/** What a complaint is about at bottom (AS-SEV-02; the list is open). */
public enum ComplaintCause {
    ENGINEERING("工程问题"),
    DESIGN("设计问题"),
    MARKETING("营销、销售管理"),
    PROPERTY("物业服务"),
    NEIGHBOUR("邻里纠纷"),
    OTHER("其他");

    private final String label;

    ComplaintCause(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }
}
