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
 * @param indicators the indicators of the complaints received in the week
 * @param unsolved what was not solved when it was handed in, with the handling so far (AS-CMP-08)
 */
public record WeeklyPaper(String site, LocalDate week, Instant madeAt, Instant dueAt, List<Count> counts,
        List<Figure> indicators, List<WeeklyReports.Unsolved> unsolved) {

    /** A count: its Chinese name, how many when handed in and now, and what is counted. */
    public record Count(String label, long then, long now, String words) {
    }

    /** An indicator: its Chinese name, its value in words, and how it is worked out. */
    public record Figure(String label, String value, String words) {
    }
}
