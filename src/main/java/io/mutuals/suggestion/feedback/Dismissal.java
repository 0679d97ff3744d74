package io.mutuals.suggestion.feedback;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody is not to be suggested.
 *
 * @param at since when
 * @param until to when; null for good
 */
record Dismissal(Instant at, @Nullable Instant until) {

    boolean holds(Instant now) {
        return until == null || until.isAfter(now);
    }
}
