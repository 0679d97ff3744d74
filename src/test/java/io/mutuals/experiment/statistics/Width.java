package io.mutuals.experiment.statistics;

/** Widths of intervals, for assertions. */
public final class Width {

    private Width() {}

    public static double of(Interval interval) {
        return interval.high() - interval.low();
    }
}
