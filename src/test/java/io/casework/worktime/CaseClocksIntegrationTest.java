package io.casework.worktime;

import static io.casework.worktime.Schedules.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.platform.RuleViolation;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.TurnableClock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@CaseworkTest
@RecordApplicationEvents
class CaseClocksIntegrationTest {

    @Autowired CaseClocks clocks;
    @Autowired TurnableClock clock;
    @Autowired ApplicationEvents events;

    private final String number = "WT-" + UUID.randomUUID();

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void aPausedClockDoesNotCount() {
        clock.set(LocalDateTime.of(2026, 7, 6, 11, 0));
        ClockPause paused = clocks.pause(number, PauseReason.CUSTOMER, "业主出差", "客服甲");
        assertThat(paused).isEqualTo(
                new ClockPause(number, PauseReason.CUSTOMER, "业主出差", at("2026-07-06 11:00"), "客服甲", null, null));
        assertThat(clocks.isPaused(number)).isTrue();
        assertThat(clocks.netWorkingTime(number, at("2026-07-06 09:00"), at("2026-07-06 17:30"))).isEqualTo(Duration.ofHours(2));

        clock.set(LocalDateTime.of(2026, 7, 7, 10, 0));
        ClockPause resumed = clocks.resume(number, "客服乙");
        assertThat(resumed.resumedAt()).isEqualTo(at("2026-07-07 10:00"));
        assertThat(resumed.resumedBy()).isEqualTo("客服乙");
        assertThat(clocks.isPaused(number)).isFalse();
        assertThat(clocks.times(number, at("2026-07-06 09:00"), at("2026-07-07 12:00")))
                .isEqualTo(new CaseTimes(Duration.ofHours(10), Duration.ofHours(6)));
        assertThat(clocks.dueAt(number, at("2026-07-06 09:00"), Limit.workingHours(3))).isEqualTo(at("2026-07-07 11:00"));
        assertThat(events.stream(ClockPaused.class)).containsExactly(new ClockPaused(paused));
        assertThat(events.stream(ClockResumed.class)).containsExactly(new ClockResumed(resumed));
    }

    @Test
    void aClockStandsOnceAndRunsOnce() {
        assertThatThrownBy(() -> clocks.resume(number, "客服")).isInstanceOf(RuleViolation.class).hasMessageContaining("没有暂停");
        clocks.pause(number, PauseReason.WEATHER, null, "客服");
        assertThatThrownBy(() -> clocks.pause(number, PauseReason.PARTS, "", "客服"))
                .isInstanceOf(RuleViolation.class).hasMessageContaining("已经暂停");
        clocks.resume(number, "客服");
        clock.advance(Duration.ofHours(1));
        clocks.pause(number, PauseReason.THIRD_PARTY, "", "客服");
        assertThat(clocks.clock(number).pauses()).extracting(ClockPause::reason)
                .containsExactly(PauseReason.WEATHER, PauseReason.THIRD_PARTY);
    }

    @Test
    void twoPeopleAtTheSameMomentMakeOnePause() {
        List<CompletableFuture<ClockPause>> tries = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> clocks.pause(number, PauseReason.PARTS, "", "客服" + i)))
                .toList();
        long refused = tries.stream().filter(one -> {
            try {
                one.join();
                return false;
            } catch (CompletionException failed) {
                assertThat(failed.getCause()).isInstanceOf(RuleViolation.class);
                return true;
            }
        }).count();
        assertThat(refused).isEqualTo(5);
        assertThat(clocks.clock(number).pauses()).hasSize(1);
    }

    @Test
    void whatIsMissingOrTooLongIsRefused() {
        assertThatThrownBy(() -> clocks.pause(number, null, "", "客服")).isInstanceOf(RuleViolation.class);
        assertThatThrownBy(() -> clocks.pause(" ", PauseReason.PARTS, "", "客服")).isInstanceOf(RuleViolation.class);
        assertThatThrownBy(() -> clocks.pause(number, PauseReason.PARTS, "", " ")).isInstanceOf(RuleViolation.class);
        assertThatThrownBy(() -> clocks.pause(number, PauseReason.PARTS, "长".repeat(501), "客服")).isInstanceOf(RuleViolation.class);
        assertThatThrownBy(() -> clocks.pause(number, PauseReason.PARTS, "a\u0000b", "客服")).isInstanceOf(RuleViolation.class);
        assertThat(clocks.isPaused(number)).isFalse();
    }

    @Test
    void manyClocksAreReadAtOnce() {
        String other = "WT-" + UUID.randomUUID();
        clocks.pause(number, PauseReason.PARTS, "", "客服");
        assertThat(clocks.clocks(List.of(number, other))).hasSize(2)
                .satisfies(all -> {
                    assertThat(all.get(number).isPaused()).isTrue();
                    assertThat(all.get(other).pauses()).isEmpty();
                });
        assertThat(clocks.clocks(List.of())).isEmpty();
    }
}
