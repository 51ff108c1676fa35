package io.casework.worktime;

import java.time.Duration;

/**
 * Working time that a case has taken.
 *
 * @param gross pauses included
 * @param paused the part during which the clock stood still
 */
public record CaseTimes(Duration gross, Duration paused) {

    /** Gross minus paused. */
    public Duration net() {
        return gross.minus(paused);
    }
}
