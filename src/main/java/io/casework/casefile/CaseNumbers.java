package io.casework.casefile;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Unique numbers without gaps, per kind and day. The counter row stays locked until the caller's transaction ends, so a number is
 * given out only if its case is really opened, and two cases never get the same one (AS-INT-14).
 */
@Component
class CaseNumbers {

    private final JdbcTemplate jdbc;

    CaseNumbers(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    String next(CaseKind kind, LocalDate day) {
        Integer number = jdbc.queryForObject("""
                insert into case_number_counter (series, day, last_number) values (?, ?, 1)
                on conflict (series, day) do update set last_number = case_number_counter.last_number + 1
                returning last_number""", Integer.class, kind.series(), day);
        return "%s-%s-%04d".formatted(kind.series(), day.format(DateTimeFormatter.BASIC_ISO_DATE), number);
    }
}
