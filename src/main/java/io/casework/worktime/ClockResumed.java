package io.casework.worktime;

/** The clock of a case runs again; its open deadlines move by the time it stood. Published inside the transaction. */
public record ClockResumed(ClockPause pause) {
}
