package io.mutuals.suggestion.evidence;

import java.time.Duration;
import java.time.Instant;

/** The steps into which time is cut for counts that must not tell the moment of a single event: all of one length, from the epoch on. */
public final class TimeBucket {

    private TimeBucket() {}

    /** When the step began that {@code instant} lies in. */
    public static Instant begin(Instant instant, Duration length) {
        return Instant.ofEpochMilli(Math.floorDiv(instant.toEpochMilli(), length.toMillis()) * length.toMillis());
    }
}
