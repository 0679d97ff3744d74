package io.mutuals.experiment.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How many standard errors an always-valid interval reaches to either side: the asymptotic confidence sequence of Waudby-Smith, Arbour,
 * Sinha, Kennedy and Ramdas ("Time-uniform central limit theory and asymptotic confidence sequences", 2024), which GrowthBook
 * and Eppo use as well.
 *
 * <p>Whoever looks at such an interval at any times, and stops when they like, is wrong with probability alpha in all, not at each look. The
 * price: it is wider than a fixed-horizon interval, 1.55 times at {@code tunedAt} units and alpha = 5 %, a little more at more units, and
 * much more at few.
 *
 * <p>The standard error is estimated, so the normal quantile that the formula amounts to is exchanged for the quantile of Student's t of the
 * same probability; this matters where units are few.
 *
 * @param alpha how likely it may be wrong, above 0 and below 1
 * @param tunedAt the number of units at which it is narrowest in comparison, at least 1
 */
record Boundary(double alpha, long tunedAt) {

    /**
     * Half the width of the interval, in standard errors; infinite where units are so few that it says nothing.
     *
     * @param units effective ones
     */
    double reach(double units, double degreesOfFreedom) {
        double growth = growth(units);
        double normal = Math.sqrt((growth + 1) / growth * (Math.log1p(growth) - 2 * Math.log(alpha)));
        double tail = NormalDistribution.of(0, 1).survivalProbability(normal);
        return tail == 0
                ? Double.POSITIVE_INFINITY
                : TDistribution.of(degreesOfFreedom).inverseSurvivalProbability(tail);
    }

    /** Units times rho squared, where rho is the paper's choice for {@code tunedAt}. */
    private double growth(double units) {
        double evidence = -2 * Math.log(alpha);
        return units * (evidence + Math.log1p(evidence)) / tunedAt;
    }
}
