package io.mutuals.experiment.statistics;

import java.util.HashMap;
import java.util.Map;
import org.apache.commons.statistics.distribution.TDistribution;

/** Estimates a ratio of two sums over rows, where rows of one viewer belong together. */
final class RatioOfViewers {

    private final Map<Long, double[]> sums = new HashMap<>();

    void add(long viewer, double numerator, double denominator) {
        double[] sum = sums.computeIfAbsent(viewer, _ -> new double[2]);
        sum[0] += numerator;
        sum[1] += denominator;
    }

    /**
     * The ratio, its standard error by the delta method, and an interval by the quantile of Student's t, straightened for skewness. Its degrees
     * of freedom are what the estimated variance is worth (Satterthwaite, "An approximate distribution of estimates of variance components", 1946,
     * with the kurtosis of what viewers add): a few rows of great weight count as few. Without both, intervals of weighted rare rewards cover
     * less often than they say; with both, rather more often.
     */
    Estimate estimate(double alpha) {
        double numerator = 0;
        double denominator = 0;
        for (double[] sum : sums.values()) {
            numerator += sum[0];
            denominator += sum[1];
        }
        double ratio = numerator / denominator;
        double squares = 0;
        double cubes = 0;
        double fourths = 0;
        for (double[] sum : sums.values()) {
            double residual = sum[0] - ratio * sum[1];
            double square = residual * residual;
            squares += square;
            cubes += square * residual;
            fourths += square * square;
        }
        double viewers = sums.size();
        double error = Math.sqrt(squares * viewers / (viewers - 1)) / denominator;
        if (viewers < 2 || !(error > 0)) {
            return new Estimate(ratio, 0, Interval.EVERYWHERE);
        }
        double kurtosis = viewers * fourths / squares / squares;
        double degrees = Math.max(1, Math.min(viewers - 1, 2 * viewers / Math.max(kurtosis - 1, 1e-9)));
        double reach = TDistribution.of(degrees).inverseSurvivalProbability(alpha / 2);
        double skewness = cubes / squares / Math.sqrt(squares);
        return new Estimate(
                ratio,
                error,
                new Interval(
                        ratio - error * straightened(reach, skewness), ratio - error * straightened(-reach, skewness)));
    }

    /**
     * Of a sum of skewed numbers the t-statistic is skewed the other way: a sum that came out low also believes that it varies little. This is
     * where the statistic lies that a certain normal deviate stands for (Hall, "On the removal of skewness by transformation", 1992).
     *
     * @param skewness of the sum
     */
    private static double straightened(double deviate, double skewness) {
        return Math.abs(skewness) < 1e-6
                ? deviate
                : 3 / skewness * (Math.cbrt(1 + skewness * (deviate - skewness / 6)) - 1);
    }
}
