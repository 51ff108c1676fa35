package io.casework.procedure.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.testkit.TurnableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {

    private final TurnableClock clock = new TurnableClock();
    private final SignInThrottle throttle = new SignInThrottle(clock, 1_000);

    @Test
    void aFewMistakesCostNoWaiting() {
        fail("clerk", "10.0.0.1", SignInThrottle.FREE_FAILURES);
        assertThat(throttle.waitFor("clerk", "10.0.0.1")).isZero();
    }

    @Test
    void theWaitGrowsUpToItsLimitAndEnds() {
        fail("clerk", "10.0.0.1", SignInThrottle.FREE_FAILURES + 1);
        assertThat(throttle.waitFor("clerk", "10.0.0.1")).isEqualTo(Duration.ofSeconds(2));
        fail("clerk", "10.0.0.1", 1);
        assertThat(throttle.waitFor("clerk", "10.0.0.1")).isEqualTo(Duration.ofSeconds(4));
        fail("clerk", "10.0.0.1", 40);
        assertThat(throttle.waitFor("clerk", "10.0.0.1")).isEqualTo(SignInThrottle.LONGEST_WAIT);
        clock.advance(SignInThrottle.LONGEST_WAIT);
        assertThat(throttle.waitFor("clerk", "10.0.0.1")).isZero();
    }

    @Test
    void guessingFromElsewhereNeverKeepsThePersonOut() {
        fail("clerk", "203.0.113.9", 90);
        assertThat(throttle.waitFor("clerk", "203.0.113.9")).isPositive();
        assertThat(throttle.waitFor("clerk", "10.0.0.1")).isZero();
    }

    @Test
    void anotherSpellingOfTheAccountDoesNotStartAnew() {
        fail("Clerk", "10.0.0.1", SignInThrottle.FREE_FAILURES);
        fail("clerk", "10.0.0.1", 1);
        assertThat(throttle.waitFor("CLERK", "10.0.0.1")).isPositive();
    }

    @Test
    void oneAddressMayNotTryManyAccounts() {
        for (int i = 0; i < SignInThrottle.ADDRESS_CEILING; i++) {
            fail("account" + i, "203.0.113.9", 1);
        }
        assertThat(throttle.waitFor("clerk", "203.0.113.9")).isEqualTo(SignInThrottle.WINDOW);
        assertThat(throttle.waitFor("clerk", "10.0.0.1")).isZero();
        clock.advance(SignInThrottle.WINDOW);
        assertThat(throttle.waitFor("clerk", "203.0.113.9")).isZero();
    }

    @Test
    void oneIpv6NetworkCountsAsOneAddress() {
        fail("clerk", "2001:db8:1:2::1", SignInThrottle.FREE_FAILURES);
        fail("clerk", "2001:db8:1:2:3:4:5:6", 1);
        assertThat(throttle.waitFor("clerk", "2001:db8:1:2::77")).isPositive();
        assertThat(throttle.waitFor("clerk", "2001:db8:1:3::77")).isZero();
    }

    @Test
    void theRightPasswordStartsAnewAtThisAddress() {
        fail("clerk", "10.0.0.1", SignInThrottle.FREE_FAILURES);
        throttle.succeeded("clerk", "10.0.0.1");
        fail("clerk", "10.0.0.1", 1);
        assertThat(throttle.waitFor("clerk", "10.0.0.1")).isZero();
    }

    @Test
    void itsMemoryIsBounded() {
        for (int i = 0; i < 5_000; i++) {
            fail("account" + i, "10.1." + i / 250 + "." + i % 250, 1);
        }
        assertThat(throttle.size()).isEqualTo(1_000);
    }

    private void fail(String account, String address, int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed(account, address);
        }
    }
}
