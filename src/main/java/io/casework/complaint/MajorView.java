package io.casework.complaint;

import java.time.Instant;
import java.time.LocalDate;

/** The measures, the special meeting and the special report on a major complaint; each part is {@code null} until it is there. */
public record MajorView(String caseNumber, Instant reportedAt, String measures, String directedPosts, String measuresByName, Instant measuresAt,
        LocalDate meetingOn, String participants, String minutes, String minutesByName, String report, String reportByName, Instant reportAt) {
}
