package io.mutuals.suggestion.feedback;

import java.time.Duration;
import java.time.Instant;

/**
 * Cuts time into buckets of equal length, from the epoch on, for counts that must not reveal the moment of a single
 * event.
 */
public final class TimeBucket {

    private TimeBucket() {}

    /**
     * Returns the start of the bucket that contains {@code instant}; exact to the millisecond, also before the epoch.
     */
    public static Instant start(Instant instant, Duration length) {
        return Instant.ofEpochMilli(Math.floorDiv(instant.toEpochMilli(), length.toMillis()) * length.toMillis());
    }
}
