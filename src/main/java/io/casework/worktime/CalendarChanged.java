package io.casework.worktime;

import java.time.LocalDate;

/**
 * The calendar has changed. Published inside the transaction of the change, where {@link Worktime} already answers by the new
 * calendar, so that a listener that recomputes deadlines commits or fails together with it. Published again, in a transaction of its
 * own, on every other node that notices the change later: that node may have reckoned by the old calendar meanwhile. Listeners must
 * therefore bear being told twice.
 *
 * @param from the earliest day that is different now; no deadline before it moves
 */
public record CalendarChanged(LocalDate from) {
}
