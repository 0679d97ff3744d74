package io.mutuals.suggestion.preview;

import io.mutuals.api.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A preview of a person's ranking, as an experimenter requests it.
 *
 * @param viewer the experimenter
 * @param person the user that people are ranked for
 * @param compareWith the name of a second strategy; null for none
 * @param asOf a past moment in whole minutes; null for now
 * @param first the most places
 */
record RankingPreviewKey(
        UserId viewer,
        UserId person,
        String strategy,
        @Nullable String compareWith,
        @Nullable Instant asOf,
        int first) {

    /**
     * Returns whether scores are shown. Scores of the present reveal the sources of a candidate, and so who is in whose
     * address book; they reveal nothing in the viewer's own suggestions, nor in a past made of friendships alone.
     */
    boolean showsScores() {
        return viewer.equals(person) || asOf != null;
    }
}
