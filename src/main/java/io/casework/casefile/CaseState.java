package io.casework.casefile;

/** Where a case stands as a whole; where it stands inside its procedure is the engine's business. */
public enum CaseState {
    OPEN("处理中"),
    CLOSED("已关闭"),
    WITHDRAWN("已撤回");

    private final String label;

    CaseState(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }
}
