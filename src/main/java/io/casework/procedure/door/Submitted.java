package io.casework.procedure.door;

import io.casework.casefile.Actor;
import io.casework.casefile.Answers;

/**
 * The form that is being submitted in this thread, from the door to the delegates of the same transaction. It ends with the call, so a step that
 * runs later as a job never sees it.
 *
 * @param actor the person who submitted it
 */
public record Submitted(Actor actor, Answers answers) {

    private static final ThreadLocal<Submitted> CURRENT = new ThreadLocal<>();

    /** The submission of this call, {@code null} where nothing is being submitted. */
    public static Submitted current() {
        return CURRENT.get();
    }

    /** Runs the rest of the step with this submission in sight. */
    <T> T during(java.util.function.Supplier<T> rest) {
        Submitted before = CURRENT.get();
        CURRENT.set(this);
        try {
            return rest.get();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }
}
