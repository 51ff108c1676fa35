package io.casework.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The one clock of the application, in the zone of the company, as fine as the times of the database: what is written and read back is the same moment.
 * Tests put a clock in its place that they can turn.
 */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    @Bean
    @ConditionalOnMissingBean
    Clock clock(@Value("${casework.zone}") ZoneId zone) {
        return Clock.tick(Clock.system(zone), MICROSECOND);
    }
}
