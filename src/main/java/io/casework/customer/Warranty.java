package io.casework.customer;

import java.time.LocalDate;

/**
 * The answer whether something is in warranty on a day.
 *
 * @param until last day of the period, or {@code null} where it is unknown
 */
public record Warranty(Status status, LocalDate until) {

    /** In, out, or nobody knows. */
    public enum Status {
        /** 保修期内. */
        IN("保修期内"),
        /** 已过保修期. */
        OUT("已过保修期"),
        /** 保修期不明: not delivered yet, or no date on record. */
        UNKNOWN("保修期不明");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        /** The Chinese name. */
        public String label() {
            return label;
        }
    }
}
