package io.casework.worktime;

import java.time.Instant;

/**
 * A time during which the clock of a case stood still.
 *
 * @param note remark, may be empty
 * @param resumedAt when it ran again, {@code null} while it stands
 * @param resumedBy who let it run again, {@code null} while it stands
 */
public record ClockPause(
        String caseNumber, PauseReason reason, String note, Instant pausedAt, String pausedBy, Instant resumedAt, String resumedBy) {

    /** Whether the clock still stands. */
    public boolean isOpen() {
        return resumedAt == null;
    }
}
