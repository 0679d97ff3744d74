package io.mutuals.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import io.mutuals.TakesLong;
import io.mutuals.experiment.statistics.Population.Habit;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Simulates a thousand A/A experiments that are checked every day. */
@SideBySide
@TakesLong
class PeekingSimulationTest {

    private static final int RUNS = 1_000;
    private static final int DAYS = 28;
    private static final int PEOPLE = 1_500;
    private static final double ALPHA = 0.05;

    private final Comparison comparison = new Comparison(ALPHA);

    @ParameterizedTest
    @EnumSource(Habit.class)
    void alwaysValidIntervalsMissInAtMostAlphaOfExperimentsUnlikeFixedHorizonOnes(Habit habit) {
        int alwaysValid = 0;
        int withCovariate = 0;
        int ofRates = 0;
        int once = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            Population population = new Population(PEOPLE, DAYS, habit, 0.5, 1, seed);
            boolean[] misses = new boolean[4];
            while (population.days() < DAYS) {
                population.nextDay();
                ComparisonResult plain = comparison.between(population.counts(false), population.counts(true));
                ComparisonResult adjusted =
                        comparison.between(population.adjustable(false), population.adjustable(true));
                ComparisonResult rates = comparison.between(population.rates(false), population.rates(true));
                misses[0] |= is(plain, effect -> !effect.alwaysValid().contains(0));
                misses[1] |= is(adjusted, effect -> !effect.alwaysValid().contains(0));
                misses[2] |= is(rates, effect -> !effect.alwaysValid().contains(0));
                misses[3] |= is(plain, effect -> !effect.interval().contains(0));
            }
            alwaysValid += misses[0] ? 1 : 0;
            withCovariate += misses[1] ? 1 : 0;
            ofRates += misses[2] ? 1 : 0;
            once += misses[3] ? 1 : 0;
        }
        int allowed = (int) (ALPHA * RUNS);
        assertThat(alwaysValid).as("means").isLessThanOrEqualTo(allowed);
        assertThat(withCovariate).as("means with a covariate").isLessThanOrEqualTo(allowed);
        assertThat(ofRates).as("ratios").isLessThanOrEqualTo(allowed);
        assertThat(once).as("intervals for one look").isGreaterThan(allowed * 3 / 2);
    }

    /**
     * As at the start of a ramp-up, when the small treatment group easily has none, or many, of a rare event by chance.
     */
    @ParameterizedTest
    @EnumSource(Habit.class)
    void errorRateHoldsWithOneInTwentyTreated(Habit habit) {
        int means = 0;
        int ratios = 0;
        for (long seed = 0; seed < RUNS / 2; seed++) {
            Population population = new Population(PEOPLE, DAYS, habit, 0.05, 1, seed);
            boolean misses = false;
            boolean wrongOfRates = false;
            while (population.days() < DAYS) {
                population.nextDay();
                misses |= is(
                        comparison.between(population.counts(false), population.counts(true)),
                        effect -> !effect.alwaysValid().contains(0));
                wrongOfRates |= is(
                        comparison.between(population.rates(false), population.rates(true)),
                        effect -> !effect.alwaysValid().contains(0));
            }
            means += misses ? 1 : 0;
            ratios += wrongOfRates ? 1 : 0;
        }
        assertThat(means).as("means").isLessThanOrEqualTo((int) (ALPHA * RUNS / 2));
        assertThat(ratios).as("ratios").isLessThanOrEqualTo((int) (ALPHA * RUNS / 2));
    }

    /** Few units, whose behaviour persists from day to day. */
    @Test
    void errorRateHoldsWithSixtyClusters() {
        Comparison ofClusters = Comparison.ofClusters(ALPHA);
        int misses = 0;
        for (int run = 0; run < RUNS; run++) {
            SplittableRandom random = new SplittableRandom(run);
            double[] size =
                    random.doubles(60).map(drawn -> 10 + Math.floor(50 * drawn)).toArray();
            double[] likeness =
                    random.doubles(60).map(drawn -> 0.1 + 0.3 * drawn).toArray();
            double[] outcome = new double[60];
            boolean apart = false;
            for (int day = 0; day < DAYS; day++) {
                Moments.Builder[] variants = {Moments.builder(0), Moments.builder(0)};
                for (int cluster = 0; cluster < 60; cluster++) {
                    outcome[cluster] += Population.poisson(size[cluster] * likeness[cluster], random);
                    variants[cluster % 2].add(outcome[cluster], size[cluster]);
                }
                apart |= is(
                        ofClusters.between(variants[0].build(), variants[1].build()),
                        effect -> !effect.alwaysValid().contains(0));
            }
            misses += apart ? 1 : 0;
        }
        assertThat(misses).isLessThanOrEqualTo((int) (ALPHA * RUNS));
    }

    private static boolean is(ComparisonResult compared, Predicate<Effect> question) {
        return compared instanceof Effect effect && question.test(effect);
    }
}
