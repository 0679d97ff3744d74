package io.mutuals.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.TestClock;
import io.mutuals.WithoutRedisTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Without Redis each limit behaves as docs/limits.md says. */
@WithoutRedisTest
class ActionLimitsWithoutRedisTest {

    private static final long ADA = 1;
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private final ActionLimits limits;
    private final TestClock clock;

    ActionLimitsWithoutRedisTest(ActionLimits limits, TestClock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "SEND_MESSAGE",
                "REPORT",
                "SET_TYPING",
                "LIKE_VIDEO",
                "SAVE_VIDEO",
                "REPOST_VIDEO",
                "CHANGE_VIDEO",
                "CHANGE_CLOSE_FRIENDS",
                "LIKE_COMMENT",
                "CHANGE_GUARDIANSHIP"
            })
    void limitsThatFailOpenAllow(ActionLimit limit) {
        for (int again = 0; again < 100; again++) {
            assertThat(limits.refusedUntil(limit, ADA, 1)).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN_CONVERSATION", "INVITE", "PUBLISH_VIDEO", "COMMENT"})
    void limitsThatFailClosedRefuseForAMoment(ActionLimit limit) {
        Instant before = clock.instant();
        Instant until = limits.refusedUntil(limit, ADA, 1);
        assertThat(until).isBetween(before.plus(MOMENT), clock.instant().plus(MOMENT));
    }

    @Test
    void returningTokensDoesNotFail() {
        limits.giveBack(ActionLimit.SEND_MESSAGE, ADA, 1);
        assertThat(limits.refusedUntil(ActionLimit.SEND_MESSAGE, ADA, 1)).isNull();
    }
}
