package io.mutuals.experiment.assignment;

/**
 * A part of a layer.
 *
 * @param from 0 to 1
 * @param to behind {@code from}, at most 1, not part of it any more
 */
public record Range(double from, double to) {

    /** What floating-point sums of shares may be off by. */
    private static final double SLACK = 1e-9;

    boolean holds(double position) {
        return position >= from && position < to;
    }

    /** Whether the two have anything in common. */
    boolean overlaps(Range other) {
        return from < other.to - SLACK && other.from < to - SLACK;
    }

    static Range of(double from, double share) {
        double to = from + share;
        return new Range(from, Math.abs(to - 1) < SLACK ? 1 : to);
    }

    boolean isWithinLayer() {
        return to <= 1;
    }
}
