package io.mutuals.suggestion;

import io.mutuals.api.UserId;
import io.mutuals.suggestion.ranking.RankingKey;
import io.mutuals.suggestion.ranking.Snapshot;
import io.mutuals.suggestion.ranking.SuggestionCursor;
import io.mutuals.suggestion.strategy.Treatment;
import org.jspecify.annotations.Nullable;

/**
 * A page of a viewer's ranking.
 *
 * @param treatment the treatment that decides the recipe
 * @param first the most suggestions on the page, 1 to 100
 * @param after the place that the page follows; null for the first page
 * @param scored whether the viewer may see scores
 * @param counted whether to count the whole ranking too
 */
public record SuggestionsKey(
        long viewer,
        Treatment treatment,
        int first,
        @Nullable SuggestionCursor after,
        boolean scored,
        boolean counted) {

    /**
     * The treatment to attribute {@code shown} to: an uncounted one if it was made by another recipe than the wanted
     * one.
     */
    Treatment treatmentOf(Snapshot shown) {
        return shown.recipe().equals(treatment.recipe()) ? treatment : Treatment.uncounted(shown.recipe());
    }

    RankingKey ranking() {
        return new RankingKey(new UserId(viewer), treatment.recipe());
    }
}
