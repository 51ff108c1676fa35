package io.casework.complaint;

/** How much a complaint weighs, heaviest first (AS-SEV-01, AMB-90). */
public enum ComplaintGrade {
    MAJOR("重大投诉"),
    IMPORTANT("重要投诉"),
    HOT("热点投诉"),
    ORDINARY("一般投诉");

    private final String label;

    ComplaintGrade(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }

    /** Whether this grade weighs more than the other one. */
    public boolean outweighs(ComplaintGrade other) {
        return ordinal() < other.ordinal();
    }
}
