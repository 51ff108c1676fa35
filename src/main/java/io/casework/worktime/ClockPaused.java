package io.casework.worktime;

/** The clock of a case has been stopped. Published inside the transaction. */
public record ClockPaused(ClockPause pause) {
}
