package io.casework.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The clock of the demonstration: the machine's, except in the one thread that plays the past months through. That thread turns it for itself;
 * for everybody else it stays what it is.
 */
@Component
@Profile("demo")
class DemoClock extends Clock {

    private final Clock real;
    private final ThreadLocal<Instant> played = new ThreadLocal<>();

    DemoClock(@Value("${casework.zone}") ZoneId zone) {
        this.real = Clock.system(zone);
    }

    /** Turns the clock for this thread. */
    void turnTo(Instant moment) {
        played.set(moment);
    }

    /** This thread goes by the real time again. */
    void turnBack() {
        played.remove();
    }

    @Override
    public Instant instant() {
        Instant moment = played.get();
        return moment != null ? moment : real.instant();
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return zone.equals(getZone()) ? this : new DemoClock(zone);
    }
}
