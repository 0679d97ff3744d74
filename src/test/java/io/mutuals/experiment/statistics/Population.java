package io.mutuals.experiment.statistics;

import java.util.SplittableRandom;
import java.util.function.ObjIntConsumer;

/**
 * People who come into an experiment day by day and whose counts grow as long as it runs: a few are very busy, most hardly ever are, and
 * who was busy before stays so.
 */
final class Population {

    /** How people count. */
    enum Habit {
        /** Everybody now and then, some much more than others. */
        SKEWED,
        /** Nine of ten never. */
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
    private final double[] chances;
    private int day;

    /**
     * @param treatedPart of the people, 0 to 1
     * @param effect by how much treatment multiplies counts; 1 for none
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
        chances = new double[people];
        for (int person = 0; person < people; person++) {
            treated[person] = random.nextDouble() < treatedPart;
            // Half are there in the first days, the others come over all of them.
            entry[person] = random.nextBoolean() ? random.nextInt(3) : random.nextInt(days);
            rate[person] = switch (habit) {
                case SKEWED -> 0.15 * Math.exp(1.1 * random.nextGaussian() - 0.6);
                case RARE -> random.nextInt(10) > 0 ? 0 : 0.2 * Math.exp(random.nextGaussian() - 0.5);
            };
            before[person] = poisson(14 * rate[person]);
        }
    }

    /** How many days have passed. */
    int days() {
        return day;
    }

    void nextDay() {
        for (int person = 0; person < people; person++) {
            if (entry[person] <= day) {
                count[person] += poisson(rate[person] * (treated[person] ? effect : 1));
                chances[person] += 1 + random.nextInt(3);
            }
        }
        day++;
    }

    /** Counts of those who are in. */
    Moments counts(boolean ofTreated) {
        return moments(ofTreated, 0, (builder, person) -> builder.add(count[person], 1));
    }

    /** The same, with counts from before as a covariate. */
    Moments adjustable(boolean ofTreated) {
        return moments(ofTreated, 1, (builder, person) -> builder.add(count[person], 1, before[person]));
    }

    /** Counts by chances to count. */
    Moments rates(boolean ofTreated) {
        return moments(ofTreated, 0, (builder, person) -> builder.add(count[person], chances[person]));
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

    /** Knuth's method; for means up to some hundreds. */
    static int poisson(double mean, SplittableRandom random) {
        double bound = Math.exp(-mean);
        int count = 0;
        for (double product = random.nextDouble(); product > bound; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
