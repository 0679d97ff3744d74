package io.mutuals.experiment.statistics;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.statistics.inference.ChiSquareTest;

/**
 * Whether the variants have as many units as their weights promise. Where they have not, units got lost on the way in one variant more than in the
 * other, and no comparison of them means anything.
 *
 * @param pValue for whoever looks once: the chi-squared test of goodness of fit
 * @param alwaysValidPValue for whoever looks when they like: one by the Bayes factor against Dirichlet-distributed weights (Lindon and Malek,
 *     "Anytime-valid inference for multinomial count data", 2022)
 */
public record SampleRatio(double pValue, double alwaysValidPValue) {

    /** Below this the ratio is a mismatch; so low because there are many experiments, and a mismatch is looked for in all of them. */
    public static final double THRESHOLD = 0.001;

    /** How close to the promised weights others are expected: deviations of a percentage point or two are found soonest. */
    private static final double CONCENTRATION = 1_000;

    /**
     * Checks the units of all variants.
     *
     * @param units how many were exposed, by variant
     * @param weights of the variants, above 0, in any scale
     * @throws IllegalArgumentException when the sizes differ or a weight is not above 0
     */
    public static SampleRatio of(long[] units, double[] weights) {
        if (units.length != weights.length || Arrays.stream(weights).anyMatch(weight -> !(weight > 0))) {
            throw new IllegalArgumentException("Each of " + units.length
                    + " variants needs a weight above 0; there were " + Arrays.toString(weights) + ".");
        }
        long all = Arrays.stream(units).sum();
        if (units.length < 2 || all == 0) {
            return new SampleRatio(1, 1);
        }
        double sum = Arrays.stream(weights).sum();
        double[] shares = Arrays.stream(weights).map(weight -> weight / sum).toArray();
        return new SampleRatio(
                ChiSquareTest.withDefaults().test(shares, units).getPValue(),
                Math.min(1, Math.exp(-logBayesFactor(units, shares, all))));
    }

    private static double logBayesFactor(long[] units, double[] shares, long all) {
        double log = LogGamma.value(CONCENTRATION) - LogGamma.value(CONCENTRATION + all);
        for (int variant = 0; variant < units.length; variant++) {
            double prior = CONCENTRATION * shares[variant];
            log += LogGamma.value(prior + units[variant])
                    - LogGamma.value(prior)
                    - units[variant] * Math.log(shares[variant]);
        }
        return log;
    }

    /** Whether something is wrong; true for at most one sound experiment of a thousand, however often one looks. */
    public boolean isMismatch() {
        return alwaysValidPValue < THRESHOLD;
    }
}
