package io.mutuals.suggestion.ranking;

import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.strategy.ExplorationRecord;
import io.mutuals.suggestion.strategy.PlacementOrigin;
import io.mutuals.suggestion.strategy.Recipe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stored ranking of one viewer.
 *
 * @param number number of the snapshot; clients see {@code RankingSnapshot#id()}
 * @param recipe name of the recipe it was made by
 * @param ranker name of the ranker actually used, which differs from the strategy's ranker while that is unavailable
 * @param places best first, at most {@link #MAX_PLACES}
 * @param composition how the order differs from that of a single strategy
 */
public record Snapshot(
        long number,
        String recipe,
        String ranker,
        Instant computedAt,
        List<Place> places,
        RankingComposition composition) {

    /** Maximum number of places. */
    public static final int MAX_PLACES = 200;

    /**
     * Candidate at a place of a ranking.
     *
     * @param candidate user id
     * @param score score that determined the place, above 0
     * @param sources sources that found the candidate, not empty
     */
    public record Place(long candidate, float score, Set<SuggestionSource> sources) {}

    /** Returns a copy with another order. */
    Snapshot reordered(List<Place> order, RankingComposition composition) {
        return new Snapshot(number, recipe, ranker, computedAt, List.copyOf(order), composition);
    }

    /** Returns a copy that names {@code recipe} as the recipe it was made by. */
    Snapshot withRecipe(Recipe recipe) {
        return new Snapshot(number, recipe.name(), ranker, computedAt, places, composition);
    }

    /** Returns the draw for the first place; null if the ranking does not explore. */
    @Nullable
    public ExplorationRecord explored() {
        if (!(composition instanceof RankingComposition.Explored(PlacementOrigin.Led first))) {
            return null;
        }
        List<Long> candidates = new ArrayList<>(
                places.stream().limit(first.among()).map(Place::candidate).toList());
        candidates.add(first.base(), candidates.removeFirst());
        return new ExplorationRecord(number, first, List.copyOf(candidates));
    }

    /**
     * Returns the index at which the page after a cursor starts, 0 to the number of places. The cursor may belong to
     * another snapshot: in one of the same recipe, the position is found by score; in one of another recipe, the same
     * depth is used, since scores of different recipes are not comparable.
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
