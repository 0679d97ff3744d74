package io.mutuals.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.experiment.statistics.Population.Habit;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A thousand experiments in which both arms get the same, and at which somebody looks every day. */
class PeekingSimulationTest {

    private static final int RUNS = 1_000;
    private static final int DAYS = 28;
    private static final int PEOPLE = 1_500;
    private static final double ALPHA = 0.05;

    private final Comparison comparison = new Comparison(ALPHA);

    @ParameterizedTest
    @EnumSource(Habit.class)
    void alwaysValidIntervalsAreWrongInAtMostAlphaOfExperimentsAndOthersInManyMore(Habit habit) {
        int alwaysValid = 0;
        int withCovariate = 0;
        int ofRates = 0;
        int once = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            Population population = new Population(PEOPLE, DAYS, habit, 1, seed);
            boolean[] wrong = new boolean[4];
            while (population.days() < DAYS) {
                population.nextDay();
                Compared plain = comparison.between(population.counts(false), population.counts(true));
                Compared adjusted = comparison.between(population.adjustable(false), population.adjustable(true));
                Compared rates = comparison.between(population.rates(false), population.rates(true));
                wrong[0] |= is(plain, effect -> !effect.alwaysValid().contains(0));
                wrong[1] |= is(adjusted, effect -> !effect.alwaysValid().contains(0));
                wrong[2] |= is(rates, effect -> !effect.alwaysValid().contains(0));
                wrong[3] |= is(plain, effect -> !effect.interval().contains(0));
            }
            alwaysValid += wrong[0] ? 1 : 0;
            withCovariate += wrong[1] ? 1 : 0;
            ofRates += wrong[2] ? 1 : 0;
            once += wrong[3] ? 1 : 0;
        }
        int promised = (int) (ALPHA * RUNS);
        assertThat(alwaysValid).as("means").isLessThanOrEqualTo(promised);
        assertThat(withCovariate).as("means with a covariate").isLessThanOrEqualTo(promised);
        assertThat(ofRates).as("ratios").isLessThanOrEqualTo(promised);
        assertThat(once).as("intervals for one look").isGreaterThan(2 * promised);
    }

    private static boolean is(Compared compared, Predicate<Effect> question) {
        return compared instanceof Effect effect && question.test(effect);
    }
}
