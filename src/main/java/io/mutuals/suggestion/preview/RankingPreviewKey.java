package io.mutuals.suggestion.preview;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How strategies would rank people for a person, as an experimenter asks.
 *
 * @param compareWith a strategy's name; null for none
 * @param asOf in whole minutes; null for now
 * @param first how many places are shown
 */
record RankingPreviewKey(
        long viewer,
        long person,
        String strategy,
        @Nullable String compareWith,
        @Nullable Instant asOf,
        int first) {

    /**
     * Whether scores are told. Of the present they tell which sources somebody came from, and so who is in whose address book; whoever
     * looks at their own suggestions, or at a past made of friendships alone, learns nothing by that.
     */
    boolean tellsScores() {
        return viewer == person || asOf != null;
    }
}
