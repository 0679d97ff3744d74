package io.mutuals.suggestion;

import java.time.Instant;
import java.util.List;

/**
 * One stored ranking of one viewer.
 *
 * @param number the id inside; clients see {@link RankingSnapshot#id()}
 * @param strategy what found and ordered the candidates
 * @param places best first, at most {@link #MAX_PLACES}
 */
record Snapshot(long number, String strategy, Instant computedAt, List<Place> places) {

    /** The most candidates that a ranking keeps. */
    static final int MAX_PLACES = 200;

    /** A candidate with the score that it was placed by. */
    record Place(long candidate, double score) {}

    /** The index at which a page begins that follows {@code after}, whether or not that cursor belongs to this ranking. */
    int indexAfter(SuggestionsKey.Place after) {
        if (after.snapshot() == number) {
            return after.index() + 1;
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
