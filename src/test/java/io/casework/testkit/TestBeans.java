package io.casework.testkit;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Beans that take the place of the outside world in tests. */
@TestConfiguration(proxyBeanMethods = false)
class TestBeans {

    @Bean
    TurnableClock clock() {
        return new TurnableClock();
    }
}
