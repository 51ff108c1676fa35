package io.casework.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What 《客户服务部投诉处理周报》 prints of a site and a week (AS-RPT-01).
 *
 * @param site code of the site
 * @param week its Monday
 * @param madeAt when it was handed in
 * @param dueAt when it had to be there
 * @param counts what is counted, in the order of printing
 * @param unsolved what is not solved yet, with the handling so far (AS-CMP-08)
 */
public record WeeklyPaper(String site, LocalDate week, Instant madeAt, Instant dueAt, List<Count> counts, List<Unsolved> unsolved) {

    /** A figure: its Chinese name, how many, and what is counted. */
    public record Count(String label, long number, String words) {
    }

    /** A complaint that is not solved yet; {@code caseNumber} may be {@code null}. */
    public record Unsolved(String caseNumber, String text) {
    }
}
