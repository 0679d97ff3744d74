package io.mutuals.experiment.statistics;

/**
 * Where a quantity lies.
 *
 * @param low negative infinity when nothing is known
 * @param high positive infinity when nothing is known
 */
public record Interval(double low, double high) {

    /** Of which nothing is known. */
    public static final Interval EVERYWHERE = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    static Interval around(double middle, double margin) {
        return Double.isFinite(margin) ? new Interval(middle - margin, middle + margin) : EVERYWHERE;
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    Interval minus(double value) {
        return new Interval(low - value, high - value);
    }
}
