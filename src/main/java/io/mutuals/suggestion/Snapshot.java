package io.mutuals.suggestion;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One stored ranking of one viewer.
 *
 * @param number the id inside; clients see {@link RankingSnapshot#id()}
 * @param recipe the name of how it was made by
 * @param ranker what really ordered them, which is another than the strategy's while that is not at hand
 * @param places best first, at most {@link #MAX_PLACES}
 * @param mixture what was done to the order besides
 */
record Snapshot(long number, String recipe, String ranker, Instant computedAt, List<Place> places, Mixture mixture) {

    /** The most candidates that a ranking keeps. */
    static final int MAX_PLACES = 200;

    /**
     * A candidate.
     *
     * @param score what the place was given by, above 0
     * @param sources where the candidate came from, never empty
     */
    record Place(long candidate, float score, Set<SuggestionSource> sources) {}

    /** This ranking in another order. */
    Snapshot mixed(List<Place> order, Mixture mixture) {
        return new Snapshot(number, recipe, ranker, computedAt, List.copyOf(order), mixture);
    }

    /** This ranking, under the name of how it was made. */
    Snapshot of(Recipe recipe) {
        return new Snapshot(number, recipe.name(), ranker, computedAt, places, mixture);
    }

    /** What the first place was drawn from; null when it was not drawn. */
    @Nullable
    Explored explored() {
        if (!(mixture instanceof Mixture.Explored(Mark.Led first))) {
            return null;
        }
        List<Long> candidates = new ArrayList<>(
                places.stream().limit(first.among()).map(Place::candidate).toList());
        candidates.add(first.base(), candidates.removeFirst());
        return new Explored(number, first, List.copyOf(candidates));
    }

    /**
     * The index at which a page begins that follows {@code after}, whether or not that cursor belongs to this ranking. In one of another
     * recipe it is the same depth, since scores say nothing beside each other.
     */
    int indexAfter(SuggestionsKey.Place after) {
        if (after.snapshot() == number || after.recipe() != SuggestionsKey.Place.recipe(recipe)) {
            return Math.min(after.index() + 1, places.size());
        }
        int index = 0;
        while (index < places.size() && !comesAfter(places.get(index), after)) {
            index++;
        }
        return index;
    }

    private static boolean comesAfter(Place place, SuggestionsKey.Place after) {
        return place.score() < after.score()
                || (place.score() == after.score() && place.candidate() > after.candidate());
    }
}
