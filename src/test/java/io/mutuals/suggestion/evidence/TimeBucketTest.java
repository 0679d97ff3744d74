package io.mutuals.suggestion.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Anything;
import io.mutuals.SideBySide;
import io.mutuals.suggestion.feedback.SuggestionReach;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@SideBySide
class TimeBucketTest {

    @Test
    void aStepBeginsAtMostItsLengthAgoAndNotLater() {
        Anything.tried(1000, any -> {
            Instant instant = Instant.ofEpochSecond(any.number(Integer.MIN_VALUE, Integer.MAX_VALUE));
            Duration step = Duration.ofSeconds(any.number(1, 1_000_000));
            Instant begin = TimeBucket.begin(instant, step);

            assertThat(begin).isBeforeOrEqualTo(instant).isAfter(instant.minus(step));
            assertThat(TimeBucket.begin(begin, step)).isEqualTo(begin);
        });
    }

    @Test
    void aStepOfADayIsADayInUtc() {
        assertThat(TimeBucket.begin(Instant.parse("2026-03-04T23:59:59.999Z"), Duration.ofDays(1)))
                .isEqualTo("2026-03-04T00:00:00Z");
    }

    @Test
    void aCountIsToldInTensOrNotAtAll() {
        Anything.tried(1000, any -> {
            int count = any.number(0, 100_000);
            Integer told = SuggestionReach.rounded(count);
            if (told == null) {
                assertThat(count).isLessThan(10);
            } else {
                assertThat(told).isBetween(Math.max(10, count - 9), count);
                assertThat(told % 10).isZero();
            }
        });
    }
}
