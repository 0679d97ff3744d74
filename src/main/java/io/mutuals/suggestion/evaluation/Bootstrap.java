package io.mutuals.suggestion.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Confidence intervals of means over users.
 *
 * <p>The percentile bootstrap (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13): each resample
 * draws as many users as there are, with replacement, and the interval reaches from the 2.5th to the 97.5th percentile
 * of the resampled means. Users are drawn rather than held-out friendships, because one ranking decides about all
 * held-out friends of a user at once. Two rankers are compared by {@link #difference}: both are measured on the same
 * users, so their difference varies far less than either mean.
 *
 * <p>Every interval starts from the same seed, so the same values give the same interval. Immutable.
 */
final class Bootstrap {

    private static final double TAIL = 0.025;

    private final int resamples;
    private final long seed;

    /** @param resamples the number of means, at least 1; 1,000 fix the ends to about a tenth of the interval's width */
    Bootstrap(int resamples, long seed) {
        this.resamples = resamples;
        this.seed = seed;
    }

    /**
     * Returns the mean of {@code values} with its interval, in O(resamples x values).
     *
     * @param values one value a user; the interval of one value has no width, and that of none is 0
     */
    BootstrapInterval mean(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        if (values.length < 2) {
            return new BootstrapInterval(mean, mean, mean);
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] means = new double[resamples];
        for (int resample = 0; resample < resamples; resample++) {
            double sum = 0;
            for (int drawn = 0; drawn < values.length; drawn++) {
                sum += values[random.nextInt(values.length)];
            }
            means[resample] = sum / values.length;
        }
        Arrays.sort(means);
        return new BootstrapInterval(mean, Quantile.of(means, TAIL), Quantile.of(means, 1 - TAIL));
    }

    /**
     * Returns the mean paired difference {@code ones - others} with its interval.
     *
     * @param others values of the same users in the same order as {@code ones}
     */
    BootstrapInterval difference(double[] ones, double[] others) {
        double[] differences = new double[ones.length];
        for (int user = 0; user < ones.length; user++) {
            differences[user] = ones[user] - others[user];
        }
        return mean(differences);
    }
}
