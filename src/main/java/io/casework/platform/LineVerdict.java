package io.casework.platform;

/**
 * What becomes, or would become, of one line of a list that is brought in from a file.
 *
 * @param field the field that a refusal or hint is about, {@code null} where it concerns the whole line
 * @param reason why the line is refused, or a hint about a line that is taken; {@code null} where there is nothing to say
 * @param advice what to do about it; {@code null} with a line that is taken
 */
public record LineVerdict(Outcome outcome, String field, String reason, String advice) {

    /** What it does to what is on record. */
    public enum Outcome {
        /** Adds something. */
        NEW,
        /** Changes something. */
        CHANGED,
        /** Says what is on record already. */
        UNCHANGED,
        /** Cannot be taken. */
        BAD
    }

    /** Taken without a word. */
    public static LineVerdict of(Outcome outcome) {
        return new LineVerdict(outcome, null, null, null);
    }

    /** Taken, with a hint for the person. */
    public static LineVerdict hint(Outcome outcome, String field, String hint) {
        return new LineVerdict(outcome, field, hint, null);
    }

    /** Refused. */
    public static LineVerdict bad(String field, String reason, String advice) {
        return new LineVerdict(Outcome.BAD, field, reason, advice);
    }

    /** Whether the line can be taken. */
    public boolean isGood() {
        return outcome != Outcome.BAD;
    }
}
