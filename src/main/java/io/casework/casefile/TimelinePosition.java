package io.casework.casefile;

import java.time.Instant;

/** A place between two lines of a timeline: right at this line. Lines are ordered by time, those of the same time by id. */
public record TimelinePosition(Instant at, long id) {
}
