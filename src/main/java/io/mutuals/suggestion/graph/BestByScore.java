package io.mutuals.suggestion.graph;

/**
 * Keeps the best of the people who are offered: by score at ten significant digits, so that the order in which a sum was added up does
 * not decide; of equals the smaller id. Not thread-safe.
 */
final class BestByScore {

    private static final double[] POWERS = powers();
    private static final int SMALLEST = -300;

    private final FriendGraph graph;
    private final int places;
    private final Best best = new Best();
    /** Below this nobody is kept any more. */
    private double least;

    /**
     * @param graph in which people are numbered
     * @param places how many to keep, at least 1
     */
    BestByScore(FriendGraph graph, int places) {
        this.graph = graph;
        this.places = places;
        best.clear(places);
    }

    private static double[] powers() {
        double[] powers = new double[601];
        for (int at = 0; at < powers.length; at++) {
            powers[at] = Double.parseDouble("1e" + (at - 300));
        }
        return powers;
    }

    /** The nearest number of ten significant digits; 0 for what is too small to tell from it. */
    private static double rounded(double score) {
        int exponent = (int) Math.floor(Math.log10(score));
        if (exponent - 9 < SMALLEST || 9 - exponent < SMALLEST) {
            return exponent < 0 ? 0 : score;
        }
        return Math.rint(score * POWERS[9 - exponent - SMALLEST]) / POWERS[9 - exponent - SMALLEST];
    }

    /** Considers a person; a score that is not above 0 is none. */
    void offer(int person, double score) {
        if (!(score > 0) || score < least) {
            return;
        }
        double rounded = rounded(score);
        if (rounded <= 0) {
            return;
        }
        // The bits of doubles above 0 are in the order of the doubles.
        best.offer(graph, places, Double.doubleToRawLongBits(rounded), person, 0);
        if (best.size() == places) {
            least = Double.longBitsToDouble(best.worst()) * (1 - 1e-9);
        }
    }

    /** Those kept, best first. Empties this. */
    Ranking ranking() {
        least = 0;
        return best.take(graph, Double::longBitsToDouble).ranking();
    }
}
