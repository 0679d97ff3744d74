package io.mutuals.experiment.statistics;

import java.util.HashMap;
import java.util.Map;
import org.apache.commons.statistics.distribution.TDistribution;

/** Estimates a ratio of two sums over rows that are clustered by viewer. Not thread-safe. */
final class RatioOfViewers {

    private final Map<Long, double[]> sums = new HashMap<>();

    void add(long viewer, double numerator, double denominator) {
        double[] sum = sums.computeIfAbsent(viewer, _ -> new double[2]);
        sum[0] += numerator;
        sum[1] += denominator;
    }

    /**
     * Returns the ratio with a delta-method standard error and a t interval corrected for skewness. The degrees of
     * freedom reflect the precision of the estimated variance (Satterthwaite, "An approximate distribution of estimates
     * of variance components", 1946, with the kurtosis of the viewers' residuals), so that a few heavily weighted rows
     * count as few. Without both corrections, intervals for heavily weighted rare rewards cover too seldom; with both,
     * they are slightly conservative.
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
            return new Estimate(ratio, 0, Interval.UNBOUNDED);
        }
        double kurtosis = viewers * fourths / squares / squares;
        double degrees = Math.max(1, Math.min(viewers - 1, 2 * viewers / Math.max(kurtosis - 1, 1e-9)));
        double reach = TDistribution.of(degrees).inverseSurvivalProbability(alpha / 2);
        double skewness = cubes / squares / Math.sqrt(squares);
        return new Estimate(
                ratio,
                error,
                new Interval(
                        ratio - error * skewnessCorrected(reach, skewness),
                        ratio - error * skewnessCorrected(-reach, skewness)));
    }

    /**
     * Maps a normal deviate to the corresponding t-statistic of a sum of skewed numbers (Hall, "On the removal of
     * skewness by transformation", 1992). Such a statistic is skewed in the opposite direction, because a sum that is
     * low by chance also has a low estimated variance.
     *
     * @param skewness skewness of the sum
     */
    private static double skewnessCorrected(double deviate, double skewness) {
        return Math.abs(skewness) < 1e-6
                ? deviate
                : 3 / skewness * (Math.cbrt(1 + skewness * (deviate - skewness / 6)) - 1);
    }
}
