package io.casework.worktime;

import java.time.Instant;

/** An entry in the record of calendar changes: when, who, and what in Chinese words. */
public record CalendarChange(Instant at, String by, String what) {
}
