package io.mutuals.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class StepTest {

    @Property
    void aStepBeginsAtMostItsLengthAgoAndNotLater(
            @ForAll int second, @ForAll @IntRange(min = 1, max = 1_000_000) int length) {
        Instant instant = Instant.ofEpochSecond(second);
        Duration step = Duration.ofSeconds(length);
        Instant begin = Step.begin(instant, step);

        assertThat(begin).isBeforeOrEqualTo(instant).isAfter(instant.minus(step));
        assertThat(Step.begin(begin, step)).isEqualTo(begin);
    }

    @Example
    void aStepOfADayIsADayInUtc() {
        assertThat(Step.begin(Instant.parse("2026-03-04T23:59:59.999Z"), Duration.ofDays(1)))
                .isEqualTo("2026-03-04T00:00:00Z");
    }

    @Property
    void aCountIsToldInTensOrNotAtAll(@ForAll @IntRange(min = 0, max = 100_000) int count) {
        Integer told = SuggestionReach.rounded(count);
        if (told == null) {
            assertThat(count).isLessThan(10);
        } else {
            assertThat(told).isBetween(Math.max(10, count - 9), count);
            assertThat(told % 10).isZero();
        }
    }
}
