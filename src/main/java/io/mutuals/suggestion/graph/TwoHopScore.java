package io.mutuals.suggestion.graph;

import java.util.function.IntToDoubleFunction;

/**
 * How much the friends whom two people have in common say.
 *
 * <p>Sums are made of whole numbers, so that the order in which they are summed cannot decide a tie.
 */
public enum TwoHopScore {

    /** The number of common friends. */
    COMMON_NEIGHBOURS("common-neighbours", Units.ONE, degree -> 1),

    /** Common friends as a part of all friends of either (Jaccard, 1901). */
    JACCARD("jaccard", Units.ONE, degree -> 1),

    /**
     * The sum over common friends of 1 / ln(max(degree, 2)), each rounded to a billionth, half up (Adamic &amp; Adar, "Friends and
     * neighbors on the Web", 2003).
     */
    ADAMIC_ADAR("adamic-adar", Units.BILLIONTHS, degree -> Math.log(Math.max(degree, 2))),

    /** The sum over common friends of 1 / degree (Zhou, Lü &amp; Zhang, "Predicting missing links via local information", 2009). */
    RESOURCE_ALLOCATION("resource-allocation", Units.DIVISIBLE, degree -> Math.max(degree, 1)),

    /** Common friends by the larger of both degrees (Ravasz et al., "Hierarchical organization of modularity", 2002). */
    HUB_DEPRESSED("hub-depressed", Units.ONE, degree -> 1);

    private static final int REMEMBERED = 4096;

    private final String label;
    private final double units;

    @SuppressWarnings("ImmutableEnumChecker") // keeps no state
    private final IntToDoubleFunction divisor;

    @SuppressWarnings("ImmutableEnumChecker") // filled once, by the constructor
    private final long[] weights = new long[REMEMBERED];

    TwoHopScore(String label, double units, IntToDoubleFunction divisor) {
        this.label = label;
        this.units = units;
        this.divisor = divisor;
        for (int degree = 0; degree < REMEMBERED; degree++) {
            weights[degree] = computed(degree);
        }
    }

    /** By which configuration and reports call it. */
    public String label() {
        return label;
    }

    /** Whether a common friend's weight depends on that friend, so that scores are sums of weights. */
    boolean isWeighted() {
        return units > Units.ONE;
    }

    /** What a common friend with so many friends adds to the sum, in units of this score; never ascending by degree. */
    long weight(int degree) {
        return degree < REMEMBERED ? weights[degree] : computed(degree);
    }

    private long computed(int degree) {
        return Math.round(units / divisor.applyAsDouble(degree));
    }

    /**
     * What candidates are ordered by, the larger the better; above 0.
     *
     * @param sum of the weights of the common friends
     * @param degree how many friends the person has to whom the candidate is suggested
     */
    long key(long sum, int common, int degree, int candidateDegree) {
        return switch (this) {
            case ADAMIC_ADAR, RESOURCE_ALLOCATION -> sum;
            case COMMON_NEIGHBOURS -> common;
            // The bits of doubles above 0 are in the order of the doubles.
            case JACCARD -> Double.doubleToRawLongBits((double) common / (degree + candidateDegree - common));
            case HUB_DEPRESSED -> Double.doubleToRawLongBits((double) common / Math.max(degree, candidateDegree));
        };
    }

    /** The score that a key stands for. */
    double score(long key) {
        return switch (this) {
            case ADAMIC_ADAR, RESOURCE_ALLOCATION -> key / units;
            case COMMON_NEIGHBOURS -> key;
            case JACCARD, HUB_DEPRESSED -> Double.longBitsToDouble(key);
        };
    }

    private static final class Units {
        private static final double ONE = 1;
        private static final double BILLIONTHS = 1e9;

        /** Four times the least common multiple of 1 to 22: with so few friends a share is exact, so equal sums are ties. */
        private static final double DIVISIBLE = 931_170_240;
    }
}
