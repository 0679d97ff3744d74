package io.mutuals.suggestion.ranking;

import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.strategy.Explored;
import io.mutuals.suggestion.strategy.PlacementOrigin;
import io.mutuals.suggestion.strategy.Recipe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One stored ranking of one viewer.
 *
 * @param number the id inside; clients see {@code RankingSnapshot#id()}
 * @param recipe the name of how it was made by
 * @param ranker what really ordered them, which is another than the strategy's while that is not at hand
 * @param places best first, at most {@link #MAX_PLACES}
 * @param mixture what was done to the order besides
 */
public record Snapshot(
        long number, String recipe, String ranker, Instant computedAt, List<Place> places, RankingComposition mixture) {

    /** The most candidates that a ranking keeps. */
    public static final int MAX_PLACES = 200;

    /**
     * A candidate.
     *
     * @param score what the place was given by, above 0
     * @param sources where the candidate came from, never empty
     */
    public record Place(long candidate, float score, Set<SuggestionSource> sources) {}

    /** This ranking in another order. */
    Snapshot mixed(List<Place> order, RankingComposition mixture) {
        return new Snapshot(number, recipe, ranker, computedAt, List.copyOf(order), mixture);
    }

    /** This ranking, under the name of how it was made. */
    Snapshot of(Recipe recipe) {
        return new Snapshot(number, recipe.name(), ranker, computedAt, places, mixture);
    }

    /** What the first place was drawn from; null when it was not drawn. */
    @Nullable
    public Explored explored() {
        if (!(mixture instanceof RankingComposition.Explored(PlacementOrigin.Led first))) {
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
    public int indexAfter(SuggestionCursor after) {
        if (after.snapshot() == number || after.recipe() != SuggestionCursor.recipe(recipe)) {
            return Math.min(after.index() + 1, places.size());
        }
        int index = 0;
        while (index < places.size() && !comesAfter(places.get(index), after)) {
            index++;
        }
        return index;
    }

    private static boolean comesAfter(Place place, SuggestionCursor after) {
        return place.score() < after.score()
                || (place.score() == after.score() && place.candidate() > after.candidate());
    }
}
