package io.casework.worktime;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Lets the calendar be looked at again from time to time. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class WorktimeConfiguration {
}
