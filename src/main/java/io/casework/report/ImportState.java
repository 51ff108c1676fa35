package io.casework.report;

/** Where an import stands. */
public enum ImportState {
    /** The file is read; a person must say which column is what. */
    MAPPING("等待指定列"),
    /** The lines are being checked; nothing is imported. */
    CHECKING("检查中"),
    /** Checked; waits for a person's yes. */
    CHECKED("等待确认"),
    /** The good lines are being imported. */
    IMPORTING("导入中"),
    /** Ended. */
    DONE("已导入"),
    /** Given up before anything was imported. */
    ABANDONED("已放弃");

    private final String label;

    ImportState(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }

    /** Whether the software is at work and a person waits. */
    public boolean isBusy() {
        return this == CHECKING || this == IMPORTING;
    }
}
