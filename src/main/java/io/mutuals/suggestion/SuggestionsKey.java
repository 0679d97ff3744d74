package io.mutuals.suggestion;

import io.mutuals.suggestion.ranking.RankingKey;
import io.mutuals.suggestion.ranking.Snapshot;
import io.mutuals.suggestion.ranking.SuggestionCursor;
import io.mutuals.suggestion.strategy.Treatment;
import org.jspecify.annotations.Nullable;

/**
 * A page of a viewer's ranking.
 *
 * @param viewer whose
 * @param scored whether the viewer may know the scores
 * @param treatment what decided the recipe
 * @param counted whether the whole ranking is to be counted too
 */
public record SuggestionsKey(
        long viewer,
        Treatment treatment,
        int first,
        @Nullable SuggestionCursor after,
        boolean scored,
        boolean counted) {

    /** What decided a ranking that is shown for this: nothing that counts, when another than the wanted is. */
    Treatment by(Snapshot shown) {
        return shown.recipe().equals(treatment.recipe()) ? treatment : Treatment.uncounted(shown.recipe());
    }

    RankingKey ranking() {
        return new RankingKey(viewer, treatment.recipe());
    }
}
