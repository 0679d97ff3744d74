package io.mutuals.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.SideBySide;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Simulates thousands of experiments with a known effect. */
@SideBySide
class CoverageSimulationTest {

    private static final int RUNS = 2_000;

    /** Four standard errors of a 95 % share of {@value #RUNS} runs. */
    private static final double SAMPLING = 0.02;

    private final Comparison comparison = new Comparison(0.05);

    private interface Trial {
        /** Adds the units of one variant. */
        void add(Moments.Builder variant, double effect, SplittableRandom random);
    }

    @Test
    void coversAMeanAtTheStatedRate() {
        Trial skewed = (variant, effect, random) -> {
            for (int person = 0; person < 400; person++) {
                double rate = Math.exp(0.8 * random.nextGaussian());
                variant.add(Population.poisson(effect * rate, random), 1);
            }
        };
        double mean = Math.exp(0.8 * 0.8 / 2);
        assertCovered(skewed, 0, 1.2, Effect::interval, 0.2 * mean);
        assertCovered(skewed, 0, 1.2, effect -> lift(effect).interval(), 0.2);
    }

    @Test
    void coversAMeanWithCovariatesAndNarrowsAsTheoryPredicts() {
        Trial correlated = (variant, effect, random) -> {
            for (int person = 0; person < 200; person++) {
                double before = random.nextGaussian();
                variant.add(effect + 0.8 * before + 0.6 * random.nextGaussian(), 1, before, random.nextGaussian());
            }
        };
        Covered covered = assertCovered(correlated, 2, 0.1, Effect::interval, 0.1 - 1);
        assertThat(covered.removed).isCloseTo(0.64, within(0.01));
        assertThat(covered.width).isCloseTo(2 * 1.96 * Math.sqrt(2.0 / 200) * 0.6, within(0.01));
    }

    @Test
    void coversARatioAtTheStatedRate() {
        // People who send more requests also have a higher acceptance rate.
        Trial ratio = (variant, effect, random) -> {
            for (int person = 0; person < 400; person++) {
                double eagerness = random.nextDouble();
                int sent = Population.poisson(1 + 5 * eagerness, random);
                int accepted = 0;
                for (int request = 0; request < sent; request++) {
                    accepted += random.nextDouble() < effect * (0.2 + 0.4 * eagerness) ? 1 : 0;
                }
                variant.add(accepted, sent);
            }
        };
        // E[(1 + 5 e)(0.2 + 0.4 e)] / E[1 + 5 e], with e uniform.
        double rate = (0.2 + 0.4 / 2 + 5 * 0.2 / 2 + 5 * 0.4 / 3) / 3.5;
        assertCovered(ratio, 0, 1.25, Effect::interval, 0.25 * rate);
        assertCovered(ratio, 0, 1.25, effect -> lift(effect).interval(), 0.25);
    }

    @Test
    void coversClustersOfUnequalSizeAtTheStatedRate() {
        // People of a cluster are alike, and large clusters differ from small ones.
        Trial clusters = (variant, effect, random) -> {
            for (int cluster = 0; cluster < 60; cluster++) {
                int size = 5 + random.nextInt(60);
                double likeness = 0.3 * random.nextGaussian() + 0.005 * size;
                double outcome = 0;
                double before = 0;
                for (int person = 0; person < size; person++) {
                    outcome += effect + likeness + random.nextGaussian();
                    before += likeness + random.nextGaussian();
                }
                variant.add(outcome, size, before, size);
            }
        };
        Covered covered = assertCovered(clusters, 2, 1.3, Effect::interval, 0.3);
        assertThat(covered.removed).isGreaterThan(0.3);
    }

    @Test
    void alwaysValidIntervalsCoverAtLeastAtTheStatedRate() {
        Trial few = (variant, effect, random) -> {
            for (int person = 0; person < 25; person++) {
                variant.add(effect * -Math.log(1 - random.nextDouble()), 1);
            }
        };
        assertThat(covered(few, 0, 1.5, Effect::alwaysValid, 0.5).rate).isGreaterThan(0.95);
    }

    private static Effect.Lift lift(Effect effect) {
        return Objects.requireNonNull(effect.lift());
    }

    private record Covered(double rate, double width, double removed) {}

    private interface Reading {
        Interval of(Effect effect);
    }

    private Covered assertCovered(Trial trial, int covariates, double factor, Reading reading, double truth) {
        Covered covered = covered(trial, covariates, factor, reading, truth);
        assertThat(covered.rate).isCloseTo(0.95, within(SAMPLING));
        return covered;
    }

    private Covered covered(Trial trial, int covariates, double factor, Reading reading, double truth) {
        SplittableRandom random = new SplittableRandom(23);
        int covered = 0;
        double width = 0;
        double removed = 0;
        for (int run = 0; run < RUNS; run++) {
            Moments.Builder control = Moments.builder(covariates);
            Moments.Builder treatment = Moments.builder(covariates);
            trial.add(control, 1, random);
            trial.add(treatment, factor, random);
            Effect effect = (Effect) comparison.between(control.build(), treatment.build());
            covered += reading.of(effect).contains(truth) ? 1 : 0;
            width += Width.of(reading.of(effect)) / RUNS;
            removed += effect.removed() / RUNS;
        }
        return new Covered((double) covered / RUNS, width, removed);
    }
}
