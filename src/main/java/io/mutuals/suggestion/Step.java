package io.mutuals.suggestion;

import java.time.Duration;
import java.time.Instant;

/** The steps into which time is cut for counts that must not tell the moment of a single event: all of one length, from the epoch on. */
final class Step {

    private Step() {}

    /** When the step began that {@code instant} lies in. */
    static Instant begin(Instant instant, Duration length) {
        return Instant.ofEpochMilli(Math.floorDiv(instant.toEpochMilli(), length.toMillis()) * length.toMillis());
    }
}
