package io.mutuals.suggestion;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.PageInfo;
import io.mutuals.suggestion.strategy.ExplorationRecord;
import io.mutuals.suggestion.strategy.Treatment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a ranking.
 *
 * @param snapshot the ranking that the page was cut from
 * @param treatment the treatment that decided the ranking
 * @param explored the draw for the ranking's first place; null if there was none
 */
public record SuggestionConnection(
        Connection<Suggestion, Edge.Plain<Suggestion>> page,
        RankingSnapshot snapshot,
        Treatment treatment,
        @Nullable ExplorationRecord explored) {

    public List<Edge.Plain<Suggestion>> edges() {
        return page.edges();
    }

    public List<Suggestion> nodes() {
        return page.nodes();
    }

    public PageInfo pageInfo() {
        return page.pageInfo();
    }

    public @Nullable Long totalCount() {
        return page.totalCount();
    }
}
