package io.casework.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** The application's clock in tests: stands still until a test turns it, so that no test waits and none depends on the day it runs. */
public final class TurnableClock extends Clock {

    /** A Monday morning in an ordinary week: no holiday within the next four weeks. */
    public static final LocalDateTime START = LocalDateTime.of(2026, 7, 6, 9, 0);

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private volatile Instant now = START.atZone(ZONE).toInstant();

    @Override
    public ZoneId getZone() {
        return ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(now, zone);
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Sets the clock to a wall-clock time in Shanghai. */
    public void set(LocalDateTime time) {
        now = time.atZone(ZONE).toInstant();
    }

    /** Turns the clock forward. */
    public void advance(Duration by) {
        now = now.plus(by);
    }

    /** Back to {@link #START}. */
    public void reset() {
        set(START);
    }
}
