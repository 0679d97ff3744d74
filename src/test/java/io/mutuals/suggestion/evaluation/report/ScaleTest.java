package io.mutuals.suggestion.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.SideBySide;
import io.mutuals.suggestion.evaluation.BootstrapInterval;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

@SideBySide
class ScaleTest {

    @Test
    void marksAreRoundAndTheEndsAreMarks() {
        Scale scale = Scale.linear(0, 0.312, 5, 0, 100);
        assertThat(scale.ticks(5)).extracting(Scale.Tick::label).containsExactly("0.0", "0.1", "0.2", "0.3", "0.4");
        assertThat(Scale.linear(-0.031, 0.017, 4, 0, 100).ticks(4))
                .extracting(Scale.Tick::label)
                .containsExactly("−0.04", "−0.02", "0.00", "0.02");
    }

    @Test
    void everyValueLiesOnItsScaleWhateverTheyAre() {
        Random random = new Random(4);
        for (int round = 0; round < 1_000; round++) {
            double least = random.nextGaussian() * Math.pow(10, random.nextInt(-3, 4));
            double most = least + random.nextDouble() * Math.pow(10, random.nextInt(-3, 4));
            Scale scale = Scale.linear(least, most, 5, 30, 500);
            assertThat(scale.at(least)).isBetween(29.999, 500.001);
            assertThat(scale.at(most)).isBetween(29.999, 500.001);
            assertThat(scale.ticks(5).size()).isBetween(2, 12);
        }
    }

    @Test
    void noIntervalRunsOffItsAxis() {
        List<BootstrapInterval> intervals = List.of(
                new BootstrapInterval(0.5, 0.41, 0.55),
                new BootstrapInterval(0.42, 0.26, 0.6),
                new BootstrapInterval(0.28, 0.05, 0.4),
                new BootstrapInterval(-3, -4, -2));
        Scale scale = Scale.ofIntervals(intervals, 0.45, 0.55, 4, 0, 100);
        for (BootstrapInterval interval : intervals) {
            if (scale.holds(interval.mean())) {
                assertThat(scale.at(interval.low())).isBetween(-1e-9, 100 + 1e-9);
                assertThat(scale.at(interval.high())).isBetween(-1e-9, 100 + 1e-9);
            }
        }
        assertThat(scale.holds(0.28)).as("drawn in by the interval before it").isTrue();
        assertThat(scale.holds(-3)).isFalse();
    }

    @Test
    void equalRatiosAreEqualDistances() {
        Scale scale = new Scale(1, 100, true, 0, 200);
        assertThat(scale.at(10)).isCloseTo(100, within(1e-9));
        assertThat(scale.ticks(5))
                .extracting(Scale.Tick::label)
                .containsExactly("1", "2", "5", "10", "20", "50", "100");
    }
}
