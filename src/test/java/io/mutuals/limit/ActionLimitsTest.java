package io.mutuals.limit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.OwnLimitsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A user who acts too often waits until the bucket has refilled; other users do not wait. */
@OwnLimitsTest
class ActionLimitsTest {

    private static final long ADA = 1;
    private static final long BEN = 2;

    private final ActionLimits limits;
    private final ActionLimitProperties rates;
    private final World world;
    private final TestClock clock;

    ActionLimitsTest(ActionLimits limits, ActionLimitProperties rates, World world, TestClock clock) {
        this.limits = limits;
        this.rates = rates;
        this.world = world;
        this.clock = clock;
    }

    @BeforeEach
    void given() {
        world.clear();
    }

    @ParameterizedTest
    @EnumSource
    void aFullBucketIsSpentAtOnceAndThenAsItRefills(ActionLimit limit) {
        Rate rate = rates.of(limit);
        Duration one = rate.per().dividedBy(rate.max());
        assertThat(limits.refusedUntil(limit, ADA, rate.max() - 1)).isNull();
        assertThat(limits.refusedUntil(limit, ADA, 1)).isNull();

        Instant until = requireNonNull(limits.refusedUntil(limit, ADA, 1));
        assertThat(until).isCloseTo(clock.instant().plus(one), within(300, ChronoUnit.MILLIS));
        clock.pass(one.dividedBy(2));
        assertThat(limits.refusedUntil(limit, ADA, 1)).isNotNull();
        passUntil(until);
        assertThat(limits.refusedUntil(limit, ADA, 1)).isNull();

        clock.pass(rate.per().multipliedBy(3));
        assertThat(limits.refusedUntil(limit, ADA, rate.max())).isNull();
        assertThat(limits.refusedUntil(limit, ADA, 1)).as("no more than full").isNotNull();
    }

    @Test
    void theResetTimeHoldsDespiteAttemptsInBetween() {
        empty(ActionLimit.OPEN_CONVERSATION);
        for (int again = 0; again < 40; again++) {
            Instant until = requireNonNull(limits.refusedUntil(ActionLimit.OPEN_CONVERSATION, ADA, 1));
            for (int asked = 0; asked < 7; asked++) {
                clock.pass(Duration.between(clock.instant(), until).dividedBy(3));
                assertThat(limits.refusedUntil(ActionLimit.OPEN_CONVERSATION, ADA, 1))
                        .isNotNull();
            }
            passUntil(until);
            assertThat(limits.refusedUntil(ActionLimit.OPEN_CONVERSATION, ADA, 1))
                    .as("time %d", again)
                    .isNull();
        }
    }

    @Test
    void aRefusedActionTakesNothing() {
        assertThat(limits.refusedUntil(ActionLimit.INVITE, ADA, 45)).isNull();
        for (int again = 0; again < 5; again++) {
            assertThat(limits.refusedUntil(ActionLimit.INVITE, ADA, 6)).isNotNull();
        }
        assertThat(limits.refusedUntil(ActionLimit.INVITE, ADA, 5)).isNull();
    }

    @Test
    void moreThanTheBucketHoldsIsNeverAllowed() {
        assertThat(limits.refusedUntil(ActionLimit.INVITE, ADA, 51)).isNotNull();
        clock.pass(Duration.ofDays(1));
        assertThat(limits.refusedUntil(ActionLimit.INVITE, ADA, 51)).isNotNull();
        assertThat(limits.refusedUntil(ActionLimit.INVITE, ADA, 50)).isNull();
    }

    @Test
    void unusedTokensAreReturnedUpToAFullBucket() {
        limits.giveBack(ActionLimit.REPORT, ADA, 5);
        empty(ActionLimit.REPORT);
        limits.giveBack(ActionLimit.REPORT, ADA, 1);
        assertThat(limits.refusedUntil(ActionLimit.REPORT, ADA, 1)).isNull();
        assertThat(limits.refusedUntil(ActionLimit.REPORT, ADA, 1)).isNotNull();
    }

    @Test
    void usersAndActionsDoNotShareBuckets() {
        empty(ActionLimit.INVITE);
        assertThat(limits.refusedUntil(ActionLimit.INVITE, BEN, 50)).isNull();
        assertThat(limits.refusedUntil(ActionLimit.OPEN_CONVERSATION, ADA, 20)).isNull();
    }

    @Test
    void concurrentActionsNeverExceedTheBucket() {
        Callable<Boolean> asking = () -> limits.refusedUntil(ActionLimit.REPORT, ADA, 1) == null;
        List<Future<Boolean>> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = IntStream.range(0, 30)
                    .mapToObj(asker -> threads.submit(asking))
                    .toList();
        }
        assertThat(answers.stream().map(Future::resultNow).filter(Boolean::booleanValue))
                .hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20", "per 1h", "0 per 1h", "20 per 0s", "20 per -1h", "20 per hour", "20/1h"})
    void anInvalidRateIsRefused(String text) {
        assertThatThrownBy(() -> Rate.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private void empty(ActionLimit limit) {
        assertThat(limits.refusedUntil(limit, ADA, rates.of(limit).max())).isNull();
    }

    private void passUntil(Instant instant) {
        Duration left = Duration.between(clock.instant(), instant);
        clock.pass(left.isNegative() ? Duration.ZERO : left);
    }
}
