package io.mutuals.suggestion.evaluation;

/** Quantiles with linear interpolation (definition 7 of Hyndman and Fan 1996). */
final class Quantile {

    private Quantile() {}

    /**
     * Returns the quantile of a sample.
     *
     * @param sorted the values in ascending order, at least one
     * @param part the probability, from 0 to 1
     */
    static double of(double[] sorted, double part) {
        double place = part * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
