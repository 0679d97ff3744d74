package io.mutuals.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.TestClock;
import io.mutuals.WithoutRedisTest;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Without Redis each limit behaves as docs/limits.md says. */
@WithoutRedisTest
class ActionLimitsWithoutRedisTest {

    private static final long ADA = 1;

    private final ActionLimits limits;
    private final TestClock clock;

    ActionLimitsWithoutRedisTest(ActionLimits limits, TestClock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    @ParameterizedTest
    @EnumSource(names = {"SEND_MESSAGE", "REPORT", "SET_TYPING"})
    void limitsThatFailOpenAllow(ActionLimit limit) {
        for (int again = 0; again < 100; again++) {
            assertThat(limits.refusedUntil(limit, ADA, 1)).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN_CONVERSATION", "INVITE"})
    void limitsThatFailClosedRefuseForAMoment(ActionLimit limit) {
        assertThat(limits.refusedUntil(limit, ADA, 1))
                .isCloseTo(clock.instant().plus(Duration.ofSeconds(2)), within(1, ChronoUnit.SECONDS));
    }

    @Test
    void returningTokensDoesNotFail() {
        limits.giveBack(ActionLimit.SEND_MESSAGE, ADA, 1);
        assertThat(limits.refusedUntil(ActionLimit.SEND_MESSAGE, ADA, 1)).isNull();
    }
}
