package io.mutuals.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.SideBySide;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

@SideBySide
class SampleRatioTest {

    private static final int RUNS = 1_000;
    private static final int DAYS = 28;

    @Test
    void chiSquaredTestMatchesTheTextbook() {
        // A deviation of 16 from 500 on either side: 2 x 16^2 / 500 = 1.024, whose tail with 1 degree of freedom is
        // 0.3116.
        assertThat(SampleRatio.of(new long[] {516, 484}, new double[] {1, 1}).pValue())
                .isCloseTo(0.3116, within(1e-4));
    }

    @Test
    void alwaysValidPValueIsTheInverseBayesFactor() {
        // Two units in one variant: the prior mean of w^2, w ~ Beta(500, 500), divided by 1/4.
        double factor = 500.0 * 501 / (1_000 * 1_001) * 4;
        assertThat(SampleRatio.of(new long[] {2, 0}, new double[] {3, 3}).alwaysValidPValue())
                .isCloseTo(1 / factor, within(1e-9));
    }

    @Test
    void soundExperimentsCheckedDailyAreFlaggedInAtMostOneOfAThousand() {
        assertThat(flagged(0.5)).isLessThanOrEqualTo(1);
    }

    @Test
    void flagsFortyEightToFiftyTwo() {
        assertThat(flagged(0.48)).isEqualTo(RUNS);
    }

    /**
     * Returns the number of runs flagged on any day, if the first variant receives a unit with probability {@code
     * share}.
     */
    private static int flagged(double share) {
        SplittableRandom random = new SplittableRandom(17);
        int flagged = 0;
        for (int run = 0; run < RUNS; run++) {
            long[] units = new long[2];
            boolean flag = false;
            for (int day = 0; day < DAYS; day++) {
                for (int unit = 0; unit < 2_000; unit++) {
                    units[random.nextDouble() < share ? 0 : 1]++;
                }
                flag |= SampleRatio.of(units, new double[] {1, 1}).isMismatch();
            }
            flagged += flag ? 1 : 0;
        }
        return flagged;
    }

    @Test
    void acceptsWeightsInAnyScale() {
        long[] units = {1_000, 3_000, 6_000};
        assertThat(SampleRatio.of(units, new double[] {10, 30, 60}).pValue()).isCloseTo(1, within(1e-9));
        assertThat(SampleRatio.of(units, new double[] {1, 3, 6}).isMismatch()).isFalse();
        assertThat(SampleRatio.of(units, new double[] {1, 1, 1}).isMismatch()).isTrue();
        assertThat(SampleRatio.of(units, new double[] {1, 1, 1}).pValue()).isLessThan(SampleRatio.THRESHOLD);
    }

    @Test
    void noMismatchWithoutUnitsOrWithOneVariant() {
        assertThat(SampleRatio.of(new long[] {0, 0}, new double[] {1, 2})).isEqualTo(new SampleRatio(1, 1));
        assertThat(SampleRatio.of(new long[] {90}, new double[] {1})).isEqualTo(new SampleRatio(1, 1));
        assertThatThrownBy(() -> SampleRatio.of(new long[] {1, 2}, new double[] {1, 0}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SampleRatio.of(new long[] {1, 2}, new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
