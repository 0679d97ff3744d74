package io.mutuals.suggestion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.SideBySide;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

@SideBySide
class BootstrapTest {

    private static final int EXPERIMENTS = 400;
    private static final int USERS = 200;

    private final Bootstrap bootstrap = new Bootstrap(1_000, 1);

    @Test
    void theIntervalHoldsTheTrueMeanOfABellCurveAboutNineteenTimesOfTwenty() {
        assertThat(covered(3, random -> 3 + 2 * random.nextGaussian())).isBetween(0.92, 0.975);
    }

    @Test
    void theIntervalHoldsTheTrueMeanOfRareHitsAboutNineteenTimesOfTwenty() {
        assertThat(covered(0.2, random -> random.nextInt(5) == 0 ? 1 : 0)).isBetween(0.92, 0.975);
    }

    @Test
    void theIntervalHoldsTheTrueMeanOfASkewedCurveNearlyAsOften() {
        assertThat(covered(1, random -> -Math.log(1 - random.nextDouble()))).isBetween(0.90, 0.97);
    }

    private double covered(double mean, ToDoubleFunction<Random> draw) {
        Random random = new Random(7);
        int covered = 0;
        for (int experiment = 0; experiment < EXPERIMENTS; experiment++) {
            BootstrapInterval interval = bootstrap.mean(DoubleStream.generate(() -> draw.applyAsDouble(random))
                    .limit(USERS)
                    .toArray());
            covered += interval.low() <= mean && mean <= interval.high() ? 1 : 0;
        }
        return (double) covered / EXPERIMENTS;
    }

    @Test
    void theIntervalIsAsWideAsTheCentralLimitTheoremSays() {
        Random random = new Random(3);
        double[] values = random.doubles(10_000).toArray();
        BootstrapInterval interval = bootstrap.mean(values);
        double standardError = Math.sqrt(1.0 / 12 / values.length);
        assertThat(interval.high() - interval.low())
                .isCloseTo(2 * 1.96 * standardError, within(0.1 * 4 * standardError));
        assertThat(interval.mean()).isBetween(interval.low(), interval.high());
    }

    @Test
    void aSmallDifferenceOnTheSameUsersIsSeenThoughTheirOwnIntervalsOverlap() {
        Random random = new Random(5);
        double[] ones = random.doubles(500).toArray();
        double[] others = DoubleStream.of(ones)
                .map(one -> one - 0.01 + 0.02 * random.nextGaussian())
                .toArray();
        assertThat(bootstrap.mean(others).high())
                .isGreaterThan(bootstrap.mean(ones).low());
        BootstrapInterval difference = bootstrap.difference(ones, others);
        assertThat(difference.excludesZero()).isTrue();
        assertThat(difference.mean()).isCloseTo(0.01, within(0.004));
    }

    @Test
    void equalSamplesDifferByZero() {
        double[] values = {0.1, 0.7, 0.3};
        assertThat(bootstrap.difference(values, values)).isEqualTo(new BootstrapInterval(0, 0, 0));
        assertThat(bootstrap.difference(values, values).excludesZero()).isFalse();
    }

    @Test
    void theSameSeedGivesTheSameIntervalAndAnotherSeedAnother() {
        double[] values = new Random(2).doubles(50).toArray();
        assertThat(new Bootstrap(1_000, 1).mean(values)).isEqualTo(bootstrap.mean(values));
        assertThat(new Bootstrap(1_000, 2).mean(values)).isNotEqualTo(bootstrap.mean(values));
    }

    @Test
    void theIntervalOfOneUserHasNoWidthAndThatOfNoneIsZero() {
        assertThat(bootstrap.mean(new double[] {0.4})).isEqualTo(new BootstrapInterval(0.4, 0.4, 0.4));
        assertThat(bootstrap.mean(new double[0])).isEqualTo(new BootstrapInterval(0, 0, 0));
    }
}
