package io.mutuals.experiment.statistics;

/** How much an interval leaves open. */
public final class Width {

    private Width() {}

    public static double of(Interval interval) {
        return interval.high() - interval.low();
    }
}
