package io.mutuals.suggestion.evaluation;

/** The value below which a part of the values lies, interpolated between neighbours (definition 7 of Hyndman and Fan 1996). */
final class Quantile {

    private Quantile() {}

    /**
     * @param sorted ascending, at least one
     * @param part from 0 to 1
     */
    static double of(double[] sorted, double part) {
        double place = part * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
