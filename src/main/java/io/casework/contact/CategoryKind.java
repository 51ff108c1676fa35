package io.casework.contact;

/** The three category records 《分类处理记录》. */
public enum CategoryKind {
    /** Repair that a work order left unfinished at the agreed time (AS-OVD-01). */
    ENGINEERING("工程类"),
    /** Repair that an external unit owes (AS-EXT). */
    EXTERNAL("其他类"),
    /** Opinion that needs others and lasts (AS-COM). */
    COMMUNICATION("沟通类");

    private final String label;

    CategoryKind(String label) {
        this.label = label;
    }

    /** The category word as it stands in the remarks column. */
    public String label() {
        return label;
    }
}
