package io.casework.workspace.administration;

import io.casework.platform.RuleViolation;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;

/** Reads what a person typed into the fields of a form. */
final class Inputs {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;

    private Inputs() {
    }

    /** A day between 2000 and 2100. */
    static LocalDate date(String field, String text) {
        try {
            LocalDate date = LocalDate.parse(text == null ? "" : text.strip());
            year(field, String.valueOf(date.getYear()));
            return date;
        } catch (DateTimeParseException noDate) {
            throw new RuleViolation(field, "请填写日期，如 2026-10-01");
        }
    }

    /** The same; {@code null} where the field was left empty. */
    static LocalDate dateOrNull(String field, String text) {
        return text == null || text.isBlank() ? null : date(field, text);
    }

    /** A moment between 2000 and 2100. */
    static LocalDateTime moment(String field, String text) {
        try {
            LocalDateTime moment = LocalDateTime.parse(text == null ? "" : text.strip().replace(' ', 'T'));
            year(field, String.valueOf(moment.getYear()));
            return moment;
        } catch (DateTimeParseException noTime) {
            throw new RuleViolation(field, "请填写日期和时间，如 2026-09-30 16:00");
        }
    }

    /** A year between 2000 and 2100. */
    static int year(String field, String text) {
        int year = number(field, text, "年份应在 2000 到 2100 之间");
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new RuleViolation(field, "年份应在 2000 到 2100 之间");
        }
        return year;
    }

    /** A whole number. */
    static int number(String field, String text, String message) {
        try {
            return Integer.parseInt(text == null ? "" : text.strip());
        } catch (NumberFormatException noNumber) {
            throw new RuleViolation(field, message);
        }
    }

    /** The number of a record as it stands in an address; {@code null} for what is none. */
    static Long idOrNull(String text) {
        try {
            return text == null || text.isBlank() ? null : Long.valueOf(text.strip());
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    /** {@code null} for what was left empty. */
    static String orNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
