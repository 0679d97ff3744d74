package io.mutuals.suggestion.preview;

import org.jspecify.annotations.Nullable;

/**
 * A place in a previewed ranking.
 *
 * @param place the place, from 1; null if the person has none
 * @param score null without a place, and where scores are not shown
 * @param comparedPlace the place in the compared ranking, from 1; null if the person has none
 */
public record PreviewedPlace(
        long person,
        @Nullable Integer place,
        @Nullable Double score,
        @Nullable Integer comparedPlace) {

    /**
     * Returns the number of places by which the person is higher than in the compared ranking, negative for lower; null
     * unless they have a place in both.
     */
    public @Nullable Integer moved() {
        return place == null || comparedPlace == null ? null : comparedPlace - place;
    }
}
