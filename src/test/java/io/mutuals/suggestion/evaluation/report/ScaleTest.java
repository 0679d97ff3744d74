package io.mutuals.suggestion.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

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
    void equalRatiosAreEqualDistances() {
        Scale scale = new Scale(1, 100, true, 0, 200);
        assertThat(scale.at(10)).isCloseTo(100, within(1e-9));
        assertThat(scale.ticks(5))
                .extracting(Scale.Tick::label)
                .containsExactly("1", "2", "5", "10", "20", "50", "100");
    }
}
