package io.casework.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeConfigurationTest {

    /** A moment that is written and read back has to be the same moment. */
    @Test
    void theClockIsNoFinerThanTheDatabase() {
        Clock clock = new TimeConfiguration().clock(ZoneId.of("Asia/Shanghai"));
        assertThat(clock.getZone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
        assertThat(Stream.generate(clock::instant).limit(1_000)).allMatch(now -> now.getNano() % 1_000 == 0);
    }
}
