package io.casework.organisation;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The clock that watches for substitutions to begin and end. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class OrganisationConfiguration {
}
