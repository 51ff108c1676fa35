package io.casework.casefile;

/** What a case is; each kind has its own series of numbers. */
public enum CaseKind {
    /** A call or visit and all that follows from it (来电来访); the one number series of AS-INT-14. */
    CONTACT("KF", "来电来访"),
    /** A repair opened by another case as its child (维修), AMB-34. */
    REPAIR("WX", "维修");

    private final String series;
    private final String label;

    CaseKind(String series, String label) {
        this.series = series;
        this.label = label;
    }

    /** First letters of the case number. */
    public String series() {
        return series;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }
}
