package io.mutuals.experiment.statistics;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.statistics.inference.ChiSquareTest;

/**
 * Sample ratio check: compares the number of units in each variant with the configured weights. On a mismatch, units
 * are lost in one variant more than in another, and comparisons between the variants are meaningless.
 *
 * @param pValue fixed-horizon p-value of the chi-squared goodness-of-fit test
 * @param alwaysValidPValue always-valid p-value: the inverse Bayes factor against Dirichlet-distributed weights (Lindon
 * and Malek, "Anytime-valid inference for multinomial count data", 2022)
 */
public record SampleRatio(double pValue, double alwaysValidPValue) {

    /** p-value below which a ratio counts as a mismatch; low, because the check runs on every experiment. */
    public static final double THRESHOLD = 0.001;

    /**
     * Concentration of the prior around the configured weights; deviations of one or two percentage points are detected
     * fastest.
     */
    private static final double CONCENTRATION = 1_000;

    /**
     * Checks the numbers of units.
     *
     * @param units number of exposed units of each variant
     * @param weights weight of each variant, above 0, in any scale
     * @throws IllegalArgumentException if the lengths differ or a weight is not above 0
     */
    public static SampleRatio of(long[] units, double[] weights) {
        if (units.length != weights.length || Arrays.stream(weights).anyMatch(weight -> !(weight > 0))) {
            throw new IllegalArgumentException("Each of " + units.length
                    + " variants needs a weight above 0, but the weights are " + Arrays.toString(weights) + ".");
        }
        long total = Arrays.stream(units).sum();
        if (units.length < 2 || total == 0) {
            return new SampleRatio(1, 1);
        }
        double sum = Arrays.stream(weights).sum();
        double[] shares = Arrays.stream(weights).map(weight -> weight / sum).toArray();
        return new SampleRatio(
                ChiSquareTest.withDefaults().test(shares, units).getPValue(),
                Math.min(1, Math.exp(-logBayesFactor(units, shares, total))));
    }

    private static double logBayesFactor(long[] units, double[] shares, long total) {
        double log = LogGamma.value(CONCENTRATION) - LogGamma.value(CONCENTRATION + total);
        for (int variant = 0; variant < units.length; variant++) {
            double prior = CONCENTRATION * shares[variant];
            log += LogGamma.value(prior + units[variant])
                    - LogGamma.value(prior)
                    - units[variant] * Math.log(shares[variant]);
        }
        return log;
    }

    /**
     * Returns true on a mismatch. For a sound experiment this ever happens with probability 0.1 % at most, however
     * often it is checked.
     */
    public boolean isMismatch() {
        return alwaysValidPValue < THRESHOLD;
    }
}
