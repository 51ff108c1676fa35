package io.casework.procedure;

import java.time.Instant;

/**
 * A limit that a room works out from its own records, because it does not simply run from a step or from the registration of the case: from the issue of an
 * order, or to a day that the customer agreed to. The model names it like any other: {@code deadline.due(execution,'repair')}.
 */
public interface CaseDeadline {

    /** Whether this bean answers for the limit with this name. */
    boolean serves(String key);

    /** The limit as the records stand now; asked again when the calendar changes or the case's clock was stopped. */
    Window window(String caseNumber, String key);

    /**
     * From when to when.
     *
     * @param remindPercent at how many per cent of the working time a reminder goes out, 1 to 99
     */
    record Window(Instant start, Instant due, int remindPercent) {
    }
}
