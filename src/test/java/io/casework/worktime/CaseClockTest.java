package io.casework.worktime;

import static io.casework.worktime.Schedules.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseClockTest {

    private final WorkCalendar calendar = Schedules.office();

    @Test
    void withoutPausesNetIsGross() {
        CaseTimes times = clock().times(calendar, at("2026-07-06 09:00"), at("2026-07-07 10:00"));
        assertThat(times.gross()).isEqualTo(Duration.ofHours(8));
        assertThat(times.net()).isEqualTo(Duration.ofHours(8));
    }

    @Test
    void netIsGrossMinusTheWorkingTimeOfPauses() {
        CaseClock clock = clock(pause("2026-07-06 16:30", "2026-07-07 10:00"), pause("2026-07-07 11:00", "2026-07-07 13:30"));
        CaseTimes times = clock.times(calendar, at("2026-07-06 09:00"), at("2026-07-07 17:30"));
        assertThat(times).isEqualTo(new CaseTimes(Duration.ofHours(14), Duration.ofHours(3)));
        assertThat(clock.netWorkingTime(calendar, at("2026-07-06 09:00"), at("2026-07-07 17:30"))).isEqualTo(Duration.ofHours(11));
    }

    @Test
    void onlyThePartOfAPauseInsideTheTimeAskedForCounts() {
        CaseClock clock = clock(pause("2026-07-06 09:00", "2026-07-10 17:30"));
        assertThat(clock.times(calendar, at("2026-07-07 10:00"), at("2026-07-07 12:00")).net()).isZero();
        assertThat(clock.times(calendar, at("2026-07-13 09:00"), at("2026-07-13 12:00")).paused()).isZero();
        assertThat(clock.times(calendar, at("2026-07-01 09:00"), at("2026-07-01 12:00")).paused()).isZero();
    }

    @Test
    void anOpenPauseCountsUpToTheMomentAskedFor() {
        CaseClock clock = clock(pause("2026-07-06 11:00", null));
        assertThat(clock.isPaused()).isTrue();
        assertThat(clock.times(calendar, at("2026-07-06 09:00"), at("2026-07-06 14:30")).net()).isEqualTo(Duration.ofHours(2));
        assertThat(clock.dueAt(calendar, at("2026-07-06 09:00"), Limit.workingHours(3), at("2026-07-06 14:30")))
                .isEqualTo(at("2026-07-06 15:30"));
    }

    @Test
    void pausesMoveTheDeadlineByTheirWorkingTime() {
        CaseClock oneDay = clock(pause("2026-07-07 10:00", "2026-07-08 10:00"));
        assertThat(oneDay.dueAt(calendar, at("2026-07-06 09:00"), Limit.workingDays(3), at("2026-07-20 09:00")))
                .isEqualTo(at("2026-07-10 17:30"));
        CaseClock weekend = clock(pause("2026-07-10 17:30", "2026-07-13 09:00"));
        assertThat(weekend.dueAt(calendar, at("2026-07-09 09:00"), Limit.workingDays(3), at("2026-07-20 09:00")))
                .isEqualTo(at("2026-07-14 17:30"));
        assertThat(weekend.dueAt(calendar, at("2026-07-10 16:00"), Limit.clockHours(24), at("2026-07-20 09:00")))
                .isEqualTo(at("2026-07-14 07:30"));
    }

    @Test
    void aPauseInsideTheExtensionMovesItFurtherAndOneAfterTheEndDoesNot() {
        CaseClock clock = clock(pause("2026-07-06 10:00", "2026-07-06 12:00"), pause("2026-07-06 14:00", "2026-07-06 15:00"),
                pause("2026-07-07 09:00", "2026-07-08 09:00"));
        assertThat(clock.dueAt(calendar, at("2026-07-06 09:00"), Limit.workingHours(3), at("2026-07-20 09:00")))
                .isEqualTo(at("2026-07-06 16:30"));
    }

    @Test
    void aPauseBeforeTheStartDoesNotCount() {
        CaseClock clock = clock(pause("2026-07-06 09:00", "2026-07-06 10:00"));
        assertThat(clock.dueAt(calendar, at("2026-07-06 10:00"), Limit.workingHours(1), at("2026-07-20 09:00")))
                .isEqualTo(at("2026-07-06 11:00"));
    }

    private static CaseClock clock(ClockPause... pauses) {
        return new CaseClock("TS-1", List.of(pauses));
    }

    private static ClockPause pause(String from, String to) {
        return new ClockPause("TS-1", PauseReason.PARTS, "", at(from), "staff", to == null ? null : at(to), to == null ? null : "staff");
    }
}
