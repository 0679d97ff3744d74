package io.mutuals.experiment.results;

import io.mutuals.experiment.statistics.Interval;
import org.jspecify.annotations.Nullable;

/**
 * An interval as clients see it.
 *
 * @param low null if the interval is unbounded below
 * @param high null if the interval is unbounded above
 */
public record Bounds(@Nullable Double low, @Nullable Double high) {

    static Bounds of(Interval interval) {
        return new Bounds(finite(interval.low()), finite(interval.high()));
    }

    static Bounds of(double low, double high) {
        return new Bounds(finite(low), finite(high));
    }

    private static @Nullable Double finite(double end) {
        return Double.isFinite(end) ? end : null;
    }
}
