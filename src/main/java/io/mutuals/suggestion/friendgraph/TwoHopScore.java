package io.mutuals.suggestion.friendgraph;

import java.util.function.IntToDoubleFunction;

/**
 * Similarity scores of two people by their common friends.
 *
 * <p>Weights are integers, so that the order of summation cannot decide a tie.
 */
public enum TwoHopScore {

    /** Number of common friends. */
    COMMON_NEIGHBOURS("common-neighbours", Units.ONE, degree -> 1),

    /** Common friends divided by all friends of either (Jaccard, 1901). */
    JACCARD("jaccard", Units.ONE, degree -> 1),

    /**
     * Sum over common friends of 1 / ln(max(degree, 2)), each rounded half up to a billionth; the same weights as
     * {@link AdamicAdar#weight}.
     */
    ADAMIC_ADAR("adamic-adar", AdamicAdar.UNITS_PER_POINT, degree -> Math.log(Math.max(degree, 2))),

    /**
     * Sum over common friends of 1 / degree (Zhou, Lü &amp; Zhang, "Predicting missing links via local information",
     * 2009).
     */
    RESOURCE_ALLOCATION("resource-allocation", Units.DIVISIBLE, degree -> Math.max(degree, 1)),

    /** Common friends divided by the larger degree (Ravasz et al., "Hierarchical organization of modularity", 2002). */
    HUB_DEPRESSED("hub-depressed", Units.ONE, degree -> 1);

    private static final int PRECOMPUTED = 4096;

    private final String label;
    private final double units;

    @SuppressWarnings("ImmutableEnumChecker") // stateless
    private final IntToDoubleFunction divisor;

    @SuppressWarnings("ImmutableEnumChecker") // filled once, by the constructor
    private final long[] weights = new long[PRECOMPUTED];

    TwoHopScore(String label, double units, IntToDoubleFunction divisor) {
        this.label = label;
        this.units = units;
        this.divisor = divisor;
        for (int degree = 0; degree < PRECOMPUTED; degree++) {
            weights[degree] = computeWeight(degree);
        }
    }

    /** Returns the name used in configuration and reports. */
    public String label() {
        return label;
    }

    /** True if the weight of a common friend depends on that friend, so that scores are sums of weights. */
    boolean isWeighted() {
        return units > Units.ONE;
    }

    /**
     * Returns the weight of a common friend of the given degree, in units of this score; does not increase with the
     * degree.
     */
    long weight(int degree) {
        return degree < PRECOMPUTED ? weights[degree] : computeWeight(degree);
    }

    private long computeWeight(int degree) {
        return Math.round(units / divisor.applyAsDouble(degree));
    }

    /**
     * Returns the key that candidates are ordered by, larger is better; above 0.
     *
     * @param sum sum of the weights of the common friends
     * @param degree degree of the person ranked for
     */
    long key(long sum, int common, int degree, int candidateDegree) {
        return switch (this) {
            case ADAMIC_ADAR, RESOURCE_ALLOCATION -> sum;
            case COMMON_NEIGHBOURS -> common;
            // Bit patterns of positive doubles sort in the same order as the doubles.
            case JACCARD -> Double.doubleToRawLongBits((double) common / (degree + candidateDegree - common));
            case HUB_DEPRESSED -> Double.doubleToRawLongBits((double) common / Math.max(degree, candidateDegree));
        };
    }

    /** Converts a key back to the score. */
    double score(long key) {
        return switch (this) {
            case ADAMIC_ADAR, RESOURCE_ALLOCATION -> key / units;
            case COMMON_NEIGHBOURS -> key;
            case JACCARD, HUB_DEPRESSED -> Double.longBitsToDouble(key);
        };
    }

    private static final class Units {
        private static final double ONE = 1;

        /**
         * Four times the least common multiple of 1 to 22: shares of friends with such degrees are exact, so equal sums
         * are ties.
         */
        private static final double DIVISIBLE = 931_170_240;
    }
}
