package io.casework.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The stories of the demonstration and the clock that they are played by. That they can be walked is shown by the started demonstration. */
class DemoStoriesTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Test
    void someSixtyStoriesOfThePastMonthsWithTextsOfTheirOwn() {
        List<DemoStory> stories = DemoStories.all();
        assertThat(stories).hasSizeGreaterThanOrEqualTo(60);
        Set<Object> matters = new HashSet<>();
        for (DemoStory story : stories) {
            assertThat(matters.add(story.registration().get("matter"))).as("told twice: " + story.registration().get("matter")).isTrue();
            assertThat((String) story.registration().get("matter")).hasSizeBetween(4, 20);
            assertThat((String) story.registration().get("description")).hasSizeGreaterThan(7);
            assertThat(story.daysAgo()).isBetween(1, 66);
        }
        assertThat(stories).extracting(DemoStory::site).contains(DemoCast.YUNQI, DemoCast.BINJIANG);
    }

    @Test
    void theClockIsTurnedForTheThreadThatPlaysOnly() {
        DemoClock clock = new DemoClock(ZONE);
        Instant past = Instant.now().minus(Duration.ofDays(50));
        clock.turnTo(past);
        assertThat(clock.instant()).isEqualTo(past);
        Instant elsewhere = CompletableFuture.supplyAsync(clock::instant).join();
        assertThat(elsewhere).isAfter(past.plus(Duration.ofDays(49)));
        clock.turnBack();
        assertThat(clock.instant()).isAfter(past.plus(Duration.ofDays(49)));
        assertThat(clock.getZone()).isEqualTo(ZONE);
        assertThat(clock.withZone(ZoneId.of("UTC"))).isInstanceOf(Clock.class).extracting(Clock::getZone).isEqualTo(ZoneId.of("UTC"));
    }
}
