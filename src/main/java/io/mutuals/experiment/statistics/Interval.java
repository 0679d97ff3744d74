package io.mutuals.experiment.statistics;

/**
 * Confidence interval of a quantity, both ends included.
 *
 * @param low lower end; negative infinity if unbounded
 * @param high upper end; positive infinity if unbounded
 */
public record Interval(double low, double high) {

    /** The whole line: nothing is known about the quantity. */
    public static final Interval UNBOUNDED = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    static Interval around(double middle, double margin) {
        return Double.isFinite(margin) ? new Interval(middle - margin, middle + margin) : UNBOUNDED;
    }

    /** Returns true if the value is within the interval. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    Interval minus(double value) {
        return new Interval(low - value, high - value);
    }
}
