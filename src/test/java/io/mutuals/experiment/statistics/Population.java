package io.mutuals.experiment.statistics;

import java.util.SplittableRandom;
import java.util.function.ObjIntConsumer;

/**
 * Simulated population that enters an experiment day by day. Activity counts are skewed and persist from the time
 * before the experiment.
 */
final class Population {

    /** Distribution of activity. */
    enum Habit {
        /** Everyone is active now and then, some far more than others. */
        SKEWED,
        /** Nine out of ten are never active. */
        RARE
    }

    private final SplittableRandom random;
    private final int people;
    private final double effect;
    private final boolean[] treated;
    private final int[] entry;
    private final double[] rate;
    private final double[] before;
    private final double[] count;
    private final double[] opportunities;
    private int day;

    /**
     * @param treatedPart fraction of people who are treated, 0 to 1
     * @param effect factor by which the treatment multiplies counts; 1 for none
     */
    Population(int people, int days, Habit habit, double treatedPart, double effect, long seed) {
        this.people = people;
        this.effect = effect;
        random = new SplittableRandom(seed);
        treated = new boolean[people];
        entry = new int[people];
        rate = new double[people];
        before = new double[people];
        count = new double[people];
        opportunities = new double[people];
        for (int person = 0; person < people; person++) {
            treated[person] = random.nextDouble() < treatedPart;
            // Half enter in the first days, the others throughout.
            entry[person] = random.nextBoolean() ? random.nextInt(3) : random.nextInt(days);
            rate[person] = switch (habit) {
                case SKEWED -> 0.15 * Math.exp(1.1 * random.nextGaussian() - 0.6);
                case RARE -> random.nextInt(10) > 0 ? 0 : 0.2 * Math.exp(random.nextGaussian() - 0.5);
            };
            before[person] = poisson(14 * rate[person]);
        }
    }

    /** Returns the number of days simulated so far. */
    int days() {
        return day;
    }

    void nextDay() {
        for (int person = 0; person < people; person++) {
            if (entry[person] <= day) {
                count[person] += poisson(rate[person] * (treated[person] ? effect : 1));
                opportunities[person] += 1 + random.nextInt(3);
            }
        }
        day++;
    }

    /** Returns the moments of the counts of people who have entered. */
    Moments counts(boolean ofTreated) {
        return moments(ofTreated, 0, (builder, person) -> builder.add(count[person], 1));
    }

    /** As the previous method, with the counts before the experiment as a covariate. */
    Moments adjustable(boolean ofTreated) {
        return moments(ofTreated, 1, (builder, person) -> builder.add(count[person], 1, before[person]));
    }

    /** Returns the moments of the rate of counts by opportunities. */
    Moments rates(boolean ofTreated) {
        return moments(ofTreated, 0, (builder, person) -> builder.add(count[person], opportunities[person]));
    }

    private Moments moments(boolean ofTreated, int covariates, ObjIntConsumer<Moments.Builder> add) {
        Moments.Builder builder = Moments.builder(covariates);
        for (int person = 0; person < people; person++) {
            if (treated[person] == ofTreated && entry[person] < day) {
                add.accept(builder, person);
            }
        }
        return builder.build();
    }

    private double poisson(double mean) {
        return poisson(mean, random);
    }

    /** Draws a Poisson variate by Knuth's method, for means up to a few hundred. */
    static int poisson(double mean, SplittableRandom random) {
        double bound = Math.exp(-mean);
        int count = 0;
        for (double product = random.nextDouble(); product > bound; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
