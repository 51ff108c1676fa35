package io.casework.worktime;

/** What a published schedule says of a day. */
public enum DayKind {
    /** Nobody works, whatever the weekday. */
    HOLIDAY("放假"),
    /** A weekend day on which people work for a holiday elsewhere (调休), with the hours of a normal working day. */
    MAKEUP_WORKDAY("调休上班");

    private final String label;

    DayKind(String label) {
        this.label = label;
    }

    /** Chinese label. */
    public String label() {
        return label;
    }
}
