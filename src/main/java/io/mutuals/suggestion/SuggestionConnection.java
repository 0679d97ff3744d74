package io.mutuals.suggestion;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.PageInfo;
import io.mutuals.suggestion.strategy.Explored;
import io.mutuals.suggestion.strategy.Treatment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a ranking.
 *
 * @param snapshot what it was cut from
 * @param treatment what decided it
 * @param explored what the ranking's first place was drawn from; null when it was not
 */
public record SuggestionConnection(
        Connection<Suggestion, Edge.Plain<Suggestion>> page,
        RankingSnapshot snapshot,
        Treatment treatment,
        @Nullable Explored explored) {

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
