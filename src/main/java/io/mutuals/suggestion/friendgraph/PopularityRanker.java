package io.mutuals.suggestion.friendgraph;

/**
 * Ranks by degree, identically for everyone: the baseline that any other ranker has to beat. O(people). Thread-safe.
 */
public final class PopularityRanker implements Ranker {

    @Override
    public String name() {
        return "popularity";
    }

    @Override
    public Ranking rank(FriendGraph graph, int person, int limit) {
        TopCandidates selection = new TopCandidates(graph, limit);
        for (int candidate = 0; candidate < graph.people(); candidate++) {
            if (candidate != person && !graph.areFriends(person, candidate)) {
                selection.offer(candidate, graph.degree(candidate));
            }
        }
        return selection.ranking();
    }
}
