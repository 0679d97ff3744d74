package io.mutuals.suggestion.graph;

/** Those with most friends, the same for everybody: what any other ranker has to beat. O(people). */
public final class PopularityRanker implements Ranker {

    @Override
    public String name() {
        return "popularity";
    }

    @Override
    public Ranking rank(FriendGraph graph, int person, int places) {
        BestByScore best = new BestByScore(graph, places);
        for (int candidate = 0; candidate < graph.people(); candidate++) {
            if (candidate != person && !graph.areFriends(person, candidate)) {
                best.offer(candidate, graph.degree(candidate));
            }
        }
        return best.ranking();
    }
}
