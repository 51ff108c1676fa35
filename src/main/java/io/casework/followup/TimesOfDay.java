package io.casework.followup;

import io.casework.worktime.WorkCalendar;
import io.casework.worktime.WorkPeriod;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/** When to try again: at another time of day, in working time (AMB-93). After a morning comes the next afternoon, after an afternoon or evening the next morning. */
final class TimesOfDay {

    private static final LocalTime NOON = LocalTime.of(12, 0);

    private TimesOfDay() {
    }

    static Instant next(WorkCalendar calendar, Instant attempt) {
        boolean morning = attempt.atZone(calendar.zone()).toLocalTime().isBefore(NOON);
        LocalDate date = calendar.dateOf(attempt);
        // A calendar without mornings (or afternoons) would be searched for ever: after a fortnight any opening will do.
        for (LocalDate last = date.plusDays(14); !date.isAfter(last); date = date.plusDays(1)) {
            for (WorkPeriod period : calendar.periodsOn(date)) {
                Instant opens = date.atTime(period.opens()).atZone(calendar.zone()).toInstant();
                if (opens.isAfter(attempt) && period.opens().isBefore(NOON) != morning) {
                    return opens;
                }
            }
        }
        return calendar.nextOpening(attempt.plusSeconds(3600));
    }
}
