package io.casework.worktime;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Writes to the log, at start and every morning, that a year's schedule is missing. */
@Component
class CalendarWatch {

    private static final Logger log = LoggerFactory.getLogger(CalendarWatch.class);

    private final Worktime worktime;

    CalendarWatch(Worktime worktime) {
        this.worktime = worktime;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Scheduled(cron = "0 0 8 * * *", zone = "${casework.zone}")
    void warn() {
        worktime.warnings().forEach(log::warn);
    }
}
