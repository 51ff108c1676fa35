package io.casework.rectification;

import java.time.Instant;
import java.time.LocalDate;

/** A work contact slip as others see it; what has not happened yet is {@code null}. Logins, not names, stand in the people's columns. */
public record SlipView(
        Long id, String caseNumber, String subject, String location, String content, LocalDate requestedBy, String state, Instant filledAt, String filledBy,
        String director, Instant signedAt, String receivedBy, Instant receivedAt, String handler, String workDone, LocalDate finishedOn,
        String confirmedBy, Instant confirmedAt, int returns, String returnReason, int reworks, String checkRemark, boolean overdue, Instant writtenOffAt) {
}
