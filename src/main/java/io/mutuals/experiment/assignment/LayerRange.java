package io.mutuals.experiment.assignment;

/**
 * Range of positions in a layer.
 *
 * @param from lower bound, inclusive, 0 to 1
 * @param to upper bound, exclusive, above {@code from} and at most 1
 */
public record LayerRange(double from, double to) {

    /** Tolerance for rounding errors in sums of shares. */
    private static final double TOLERANCE = 1e-9;

    boolean holds(double position) {
        return position >= from && position < to;
    }

    /** Returns true if the ranges intersect by more than rounding. */
    boolean overlaps(LayerRange other) {
        return from < other.to - TOLERANCE && other.from < to - TOLERANCE;
    }

    static LayerRange of(double from, double share) {
        double to = from + share;
        return new LayerRange(from, Math.abs(to - 1) < TOLERANCE ? 1 : to);
    }

    boolean isWithinLayer() {
        return to <= 1;
    }
}
