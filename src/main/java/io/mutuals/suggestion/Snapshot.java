package io.mutuals.suggestion;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * One stored ranking of one viewer.
 *
 * @param number the id inside; clients see {@link RankingSnapshot#id()}
 * @param strategy what found and ordered the candidates
 * @param ranker what really ordered them, which is another than the strategy's while that is not at hand
 * @param places best first, at most {@link #MAX_PLACES}
 */
record Snapshot(long number, String strategy, String ranker, Instant computedAt, List<Place> places) {

    /** The most candidates that a ranking keeps. */
    static final int MAX_PLACES = 200;

    /**
     * A candidate.
     *
     * @param score what the place was given by, above 0
     * @param sources where the candidate came from, never empty
     */
    record Place(long candidate, float score, Set<SuggestionSource> sources) {}

    /** The index at which a page begins that follows {@code after}, whether or not that cursor belongs to this ranking. */
    int indexAfter(SuggestionsKey.Place after) {
        if (after.snapshot() == number) {
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
