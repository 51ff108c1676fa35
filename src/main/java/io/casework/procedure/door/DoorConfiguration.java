package io.casework.procedure.door;

import io.casework.procedure.form.FormValidator;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the pure parts of the form check to the door. */
@Configuration(proxyBeanMethods = false)
class DoorConfiguration {

    @Bean
    FormValidator formValidator(Clock clock) {
        return new FormValidator(clock);
    }
}
