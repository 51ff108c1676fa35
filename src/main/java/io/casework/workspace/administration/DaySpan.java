package io.casework.workspace.administration;

import io.casework.platform.RuleViolation;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.ui.Model;

/**
 * The days from which and until which a record of what was done is looked at, as somebody typed them.
 *
 * @param from  its first moment; {@code null} where the first day was left open or cannot be read
 * @param until the first moment after it; {@code null} likewise
 * @param wrong what is wrong by field; nothing is to be looked for then
 */
record DaySpan(Instant from, Instant until, Map<String, String> wrong) {

    /** Reads the fields {@code from} and {@code until}, and shows them again as they were typed, with what is wrong. */
    static DaySpan read(String from, String until, Clock clock, Model model) {
        Map<String, String> wrong = new LinkedHashMap<>();
        LocalDate first = day("from", from, wrong);
        LocalDate last = day("until", until, wrong);
        model.addAttribute("from", from);
        model.addAttribute("until", until);
        model.addAttribute("filterWrong", wrong);
        return new DaySpan(start(first, clock), last == null ? null : start(last.plusDays(1), clock), wrong);
    }

    boolean isReadable() {
        return wrong.isEmpty();
    }

    private static Instant start(LocalDate day, Clock clock) {
        return day == null ? null : day.atStartOfDay(clock.getZone()).toInstant();
    }

    private static LocalDate day(String field, String text, Map<String, String> wrong) {
        try {
            return Inputs.dateOrNull(field, text);
        } catch (RuleViolation unreadable) {
            wrong.put(field, unreadable.getMessage());
            return null;
        }
    }
}
