package io.mutuals.suggestion.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.RandomValues;
import io.mutuals.SideBySide;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@SideBySide
class TimeBucketTest {

    @Test
    void aBucketContainsItsInstant() {
        RandomValues.tried(1000, any -> {
            Instant instant = Instant.ofEpochSecond(any.number(Integer.MIN_VALUE, Integer.MAX_VALUE));
            Duration length = Duration.ofSeconds(any.number(1, 1_000_000));
            Instant start = TimeBucket.start(instant, length);

            assertThat(start).isBeforeOrEqualTo(instant).isAfter(instant.minus(length));
            assertThat(TimeBucket.start(start, length)).isEqualTo(start);
        });
    }

    @Test
    void aBucketOfADayIsADayInUtc() {
        assertThat(TimeBucket.start(Instant.parse("2026-03-04T23:59:59.999Z"), Duration.ofDays(1)))
                .isEqualTo("2026-03-04T00:00:00Z");
    }

    @Test
    void aCountIsRoundedDownToTensAndNullBelowTen() {
        RandomValues.tried(1000, any -> {
            int count = any.number(0, 100_000);
            Integer rounded = SuggestionReach.rounded(count);
            if (rounded == null) {
                assertThat(count).isLessThan(10);
            } else {
                assertThat(rounded).isBetween(Math.max(10, count - 9), count);
                assertThat(rounded % 10).isZero();
            }
        });
    }
}
