package io.mutuals.suggestion.feedback;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A viewer's wish that a user is not suggested to them.
 *
 * @param at the time of the dismissal
 * @param until the time at which it ends; null if it never does
 */
record Dismissal(Instant at, @Nullable Instant until) {

    boolean holds(Instant now) {
        return until == null || until.isAfter(now);
    }
}
