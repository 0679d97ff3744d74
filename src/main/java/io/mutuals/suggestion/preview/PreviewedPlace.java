package io.mutuals.suggestion.preview;

import org.jspecify.annotations.Nullable;

/**
 * A place in a ranking that is only looked at.
 *
 * @param place from 1; null for who has none
 * @param score null without a place, and where it is not told
 * @param comparedPlace in the ranking compared with; null for who has none there
 */
public record PreviewedPlace(
        long person,
        @Nullable Integer place,
        @Nullable Double score,
        @Nullable Integer comparedPlace) {

    /** How many places further up than in the ranking compared with; null unless there is a place in both. */
    public @Nullable Integer moved() {
        return place == null || comparedPlace == null ? null : comparedPlace - place;
    }
}
