package io.casework.notification;

import java.time.Instant;
import java.util.List;

/**
 * A notice about a case and whom it reached.
 *
 * @param rule the rule that asks for it, as its template names it
 */
public record CaseNotice(long id, Instant at, String title, String subject, String rule, List<Told> told) {

    /** Copies the list. */
    public CaseNotice {
        told = List.copyOf(told);
    }

    /**
     * One recipient by one way.
     *
     * @param name the person's name, the customer's number, or the code of a post that nobody held
     * @param post whether it is such a post
     * @param problem why it was not sent or is late, {@code null} where all is well
     */
    public record Told(String name, boolean post, Channel channel, State state, String problem) {
    }

    /** How far it came. */
    public enum State {
        PENDING("待发送"), SENT("已送达"), FAILED("未送达"), SUPPRESSED("未发送");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** Chinese name. */
        public String label() {
            return label;
        }
    }
}
