package io.casework.procedure;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Starts procedures from pages of our own, as the person who is signed in: the deployed start form to be drawn, and its submission through the same door as
 * from the task list.
 */
public interface CaseStarts {

    /** A task that the person may do next. */
    record NextTask(String id, String name, Instant due) {
    }

    /**
     * The start form of the newest version of a procedure, with its choices for this person.
     *
     * @param values what has been filled in so far, by key; {@code null} for a fresh form with its defaults
     */
    FormView form(String processKey, Map<String, Object> values);

    /**
     * What a browser has posted for the start form, in the types of its fields: texts, numbers, yes/no, lists of texts. Keys that the form does not know are left
     * out, and so is what is empty; a number that cannot be read stays a text.
     *
     * @param posted all values that were posted under a key; empty where there are none
     */
    Map<String, Object> read(String processKey, Function<String, List<String>> posted);

    /**
     * Starts the procedure, in the caller's transaction. Fields that the form hides at these values are left out.
     *
     * @return number of the case
     * @throws io.casework.platform.RuleViolation with a Chinese message per field where the form or the first step refuses it
     * @throws org.springframework.security.access.AccessDeniedException where the person may not start it
     */
    String start(String processKey, Map<String, Object> values);

    /** The task of a case that is the person's own or that the person may claim, the earliest due first. */
    Optional<NextTask> nextTask(String caseNumber);
}
