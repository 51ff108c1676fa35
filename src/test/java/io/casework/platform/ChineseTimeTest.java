package io.casework.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class ChineseTimeTest {

    private static final Instant MORNING = Instant.parse("2026-11-21T23:30:59Z");

    @Test
    void momentsAreWrittenAsTheClockInChinaShowsThem() {
        assertThat(ChineseTime.minute(MORNING)).isEqualTo("2026-11-22 07:30");
        assertThat(ChineseTime.minuteOfYear(MORNING)).isEqualTo("11-22 07:30");
        assertThat(ChineseTime.day(MORNING)).isEqualTo("2026-11-22");
    }

    @Test
    void timesOfFormsAreMeantInChina() {
        LocalDateTime typed = LocalDateTime.of(2026, 11, 22, 7, 30);
        assertThat(ChineseTime.minute(typed)).isEqualTo("2026-11-22 07:30");
        assertThat(ChineseTime.instant(typed)).isEqualTo("2026-11-21T23:30:00Z");
        assertThat(ChineseTime.startOf(LocalDate.of(2026, 11, 22))).isEqualTo("2026-11-21T16:00:00Z");
        assertThat(ChineseTime.date(Instant.parse("2026-11-21T16:00:00Z"))).isEqualTo("2026-11-22");
    }

    @Test
    void aLimitAtTheEndOfADayNamesThatDay() {
        assertThat(ChineseTime.deadline(Instant.parse("2026-11-27T16:00:00Z"))).isEqualTo("2026-11-27 24:00");
        assertThat(ChineseTime.deadline(Instant.parse("2026-11-27T16:01:00Z"))).isEqualTo("2026-11-28 00:01");
        assertThat(ChineseTime.deadline(MORNING)).isEqualTo("2026-11-22 07:30");
        assertThat(ChineseTime.deadline(null)).isEmpty();
    }

    @Test
    void aTimeThatIsNotSetIsWrittenAsNothing() {
        assertThat(ChineseTime.minute((Instant) null)).isEmpty();
        assertThat(ChineseTime.minute((LocalDateTime) null)).isEmpty();
        assertThat(ChineseTime.minuteOfYear(null)).isEmpty();
        assertThat(ChineseTime.day(null)).isEmpty();
    }
}
