package io.mutuals.suggestion.friendgraph;

/**
 * Selects the top candidates by score. Scores are rounded to ten significant digits, so that the order of
 * floating-point summation cannot decide a tie; ties are broken in favour of the smaller id.
 *
 * <p>Not thread-safe.
 */
final class TopCandidates {

    private static final double[] POWERS = powers();
    private static final int SMALLEST = -300;

    private final FriendGraph graph;
    private final int limit;
    private final TopCandidateHeap heap = new TopCandidateHeap();
    /** Scores below this cannot enter the selection any more; allows most offers to be rejected before rounding. */
    private double threshold;

    /**
     * @param graph graph whose people are offered
     * @param limit maximum number of candidates to keep, at least 1
     */
    TopCandidates(FriendGraph graph, int limit) {
        this.graph = graph;
        this.limit = limit;
        heap.clear(limit);
    }

    private static double[] powers() {
        double[] powers = new double[601];
        for (int at = 0; at < powers.length; at++) {
            powers[at] = Double.parseDouble("1e" + (at - 300));
        }
        return powers;
    }

    /** Rounds to ten significant digits; returns 0 for values too small to represent that way. */
    private static double rounded(double score) {
        int exponent = (int) Math.floor(Math.log10(score));
        if (exponent - 9 < SMALLEST || 9 - exponent < SMALLEST) {
            return exponent < 0 ? 0 : score;
        }
        return Math.rint(score * POWERS[9 - exponent - SMALLEST]) / POWERS[9 - exponent - SMALLEST];
    }

    /** Offers a person. Scores that are zero, negative or NaN are ignored. */
    void offer(int person, double score) {
        if (!(score > 0) || score < threshold) {
            return;
        }
        double rounded = rounded(score);
        if (rounded <= 0) {
            return;
        }
        // Bit patterns of positive doubles sort in the same order as the doubles.
        heap.offer(graph, limit, Double.doubleToRawLongBits(rounded), person, 0);
        if (heap.size() == limit) {
            threshold = Double.longBitsToDouble(heap.worst()) * (1 - 1e-9);
        }
    }

    /** Returns the selection, best first, and empties it. */
    Ranking ranking() {
        threshold = 0;
        return heap.drain(graph, Double::longBitsToDouble).ranking();
    }
}
